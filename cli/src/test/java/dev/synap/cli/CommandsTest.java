package dev.synap.cli;

import static dev.synap.cli.RealServer.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.cli.RealServer.Ended;
import dev.synap.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CommandsTest {

    @TempDir
    private Path directory;

    private String workspace = "";

    @BeforeEach
    void newWorkspace() {
        workspace = RealServer.newWorkspace();
    }

    @Test
    void append_tellsWhereTheEventStands_andTheTableShowsIt() {
        // when
        Ended first = append("note.created", "{\"content\":\"Original\"}", "--id", "evt_1");
        Ended again = append("note.created", "{\"content\":\"Original\"}", "--id", "evt_1");
        append("note.updated", "{\"content\":\"Bell \\u0007 and \\u202e turn\"}");
        Ended table = run("events", "-w", workspace);
        // then
        assertThat(first).isEqualTo(new Ended(0, "evt_1  note_123  version 1  position 1\n", ""));
        assertThat(again.out()).isEqualTo("evt_1  note_123  version 1  position 1  (was there already)\n");
        assertThat(table.exitCode()).isZero();
        assertThat(table.out().lines().map(line -> line.replaceAll("20\\d\\d-\\S+ [\\d:]{8}", "TIME               ")))
                .containsExactly(
                        "POSITION  TIME (UTC)           TYPE          SUBJECT   V  USER   DATA",
                        "       1  TIME                 note.created  note_123  1  owner  {\"content\":\"Original\"}",
                        "       2  TIME                 note.updated  note_123  2  owner  {\"content\":\"Bell \\u0007 and · turn…");
    }

    @Test
    void append_readsDataFromTheInputAndFromAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("edit.json"), "{\"content\":\"from a file\"}");

        run(
                "{\"id\":\"note_9\",\"content\":\"from the input\"}",
                Map.of(),
                "events",
                "append",
                "note.created",
                "-w",
                workspace,
                "--data",
                "-");
        run("events", "append", "note.updated", "-w", workspace, "--subject", "note_9", "--data", "@" + file);

        assertThat(run("state", "note_9", "-w", workspace, "--version", "1").out())
                .contains("from the input");
        assertThat(run("state", "note_9", "-w", workspace).out()).contains("from a file");
    }

    @Test
    void appendWithStaleVersion_failsAndTellsTheCurrentOne() {
        append("note.created", "{}");

        Ended stale = append("note.updated", "{}", "--expected-version", "0");

        assertThat(stale).isEqualTo(new Ended(1, "", "synap: note_123 has version 1, not 0; nothing was appended\n"));
        assertThat(append("note", "{}").err())
                .isEqualTo("synap: events[0].type must be words joined by dots, such as note.created, but is note\n");
    }

    @Test
    void events_areTheLastOnesInOrder_orThoseAfterAPosition_orAll() {
        for (int i = 1; i <= 5; i++) {
            append(i == 3 ? "note.archived" : "note.updated", "{\"i\":" + i + "}");
        }

        assertThat(positions("-n", "2")).containsExactly(4L, 5L);
        assertThat(positions("--after", "1", "-n", "2")).containsExactly(2L, 3L);
        assertThat(positions("--all")).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(positions("--type", "note.archived")).containsExactly(3L);
        assertThat(positions("--user", "nobody")).isEmpty();
        assertThat(run("events", "-w", workspace, "-n", "2").err()).isEqualTo("The last 2 events; --all shows all.\n");
        assertThat(run("events", "-w", workspace, "-n", "5").err()).isEmpty();
    }

    @Test
    void state_isShownAsOfAnyPoint() {
        append("note.created", "{\"content\":\"Original\"}");
        append("note.updated", "{\"content\":\"First\\nedit\"}");

        assertThat(run("state", "note_123", "-w", workspace).out())
                .startsWith(
                        "note_123  note  version 2  position 2\n  id         note_123\n  content    First\n             edit\n");
        Ended before = run("state", "note_123", "-w", workspace, "--position", "1", "--json");
        assertThat(Json.readObject(before.out()).at("/state/content").stringValue())
                .isEqualTo("Original");
        assertThat(run("state", "note_123", "-w", workspace, "--as-of", "2020-01-01"))
                .isEqualTo(
                        new Ended(1, "", "synap: note_123 has no events in workspace " + workspace + " up to there\n"));
        assertThat(run("state", "note_123", "--version", "1", "--position", "1").exitCode())
                .isEqualTo(2);
    }

    @Test
    void export_canBeVerifiedWithoutAServer_andAChangeIsFound() throws IOException {
        // given
        append("note.created", "{\"content\":\"Original\"}", "--id", "evt_1");
        append("note.updated", "{\"content\":\"Edit\"}", "--id", "evt_2");
        Path file = directory.resolve("log.ndjson");
        // when
        Ended export = run("export", "-w", workspace, "-o", file.toString());
        // then
        assertThat(export).isEqualTo(new Ended(0, "", "Exported 2 events to " + file + "\n"));
        assertThat(run("export", "-w", workspace).out()).isEqualTo(Files.readString(file));
        Ended onServer = run("verify", "-w", workspace);
        assertThat(onServer.out()).startsWith("Intact: 2 events, the last hash is ");
        assertThat(run("verify", file.toString())).isEqualTo(onServer);
        Files.writeString(file, Files.readString(file).replace("Edit", "Lie"));
        assertThat(run("verify", file.toString()))
                .isEqualTo(new Ended(
                        1,
                        "Broken at position 2 (evt_2): it has content that does not match its hash."
                                + " Intact before it: 1 event.\n",
                        ""));
        assertThat(run("verify", "-w", workspace, "--hash", "abc").exitCode()).isEqualTo(1);
        assertThat(run("verify", Files.createFile(directory.resolve("empty")).toString())
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void importOfAnExport_keepsUsersAndTimes_andAddsOnlyWhatIsNew() throws IOException {
        // given
        append("note.created", "{\"content\":\"Original\"}", "--id", "evt_1");
        append("note.updated", "{\"content\":\"Edit\"}", "--id", "evt_2");
        Path file = directory.resolve("log.ndjson");
        run("export", "-w", workspace, "-o", file.toString());
        String copy = RealServer.newWorkspace();
        List<String> lines = Files.readAllLines(file);
        // when
        Ended part = run(lines.getFirst(), Map.of(), "import", "-", "-w", copy);
        Ended whole = run("import", file.toString(), "-w", copy);
        Ended again = run("import", file.toString(), "-w", copy);
        // then
        assertThat(part.err()).isEqualTo("Imported 1 event into workspace " + copy + "\n");
        assertThat(whole.err()).isEqualTo("Imported 1 event into workspace " + copy + "; 1 more were there already\n");
        assertThat(again.err()).isEqualTo("Imported 0 events into workspace " + copy + "; 2 more were there already\n");
        var original = Json.readObject(lines.getLast());
        var imported =
                Json.readObject(run("events", "-w", copy, "-n", "1", "--json").out());
        for (String field : List.of("id", "type", "subjectId", "data", "userId", "source", "timestamp")) {
            assertThat(imported.get(field)).isEqualTo(original.get(field));
        }
        assertThat(imported.at("/metadata/import/exportedFrom/hash")).isEqualTo(original.get("hash"));
    }

    @Test
    void importOfALineThatIsWrong_namesTheLine() {
        assertThat(run(
                        "{\"type\":\"a.b\"}\n{\"type\":\"a.b\",\"colour\":1}\n",
                        Map.of(),
                        "import",
                        "-",
                        "-w",
                        workspace))
                .isEqualTo(new Ended(
                        1, "", "synap: input line 2: colour is no field of an event; put it into data or metadata\n"));
        assertThat(run("oops", Map.of(), "import", "-", "-w", workspace).err())
                .startsWith("synap: input line 1: it is not valid JSON: ");
        append("note.created", "{}", "--id", "evt_1");
        assertThat(run("{\"type\":\"a.b\",\"id\":\"evt_1\"}", Map.of(), "import", "-", "-w", workspace)
                        .err())
                .startsWith("synap: evt_1 stands for another event in this workspace, at position 1");
    }

    @Test
    void filesThatCannotBe_areNamedBeforeAnythingIsDone() {
        for (String reading : List.of("import", "verify")) {
            assertThat(run(reading, directory.toString()))
                    .isEqualTo(new Ended(2, "", "synap: " + directory + " is a directory, not a file\n"));
            assertThat(run(reading, "nowhere.ndjson"))
                    .isEqualTo(new Ended(2, "", "synap: There is no file nowhere.ndjson\n"));
        }
        assertThat(run("export", "-w", workspace, "-o", directory.toString()))
                .isEqualTo(new Ended(2, "", "synap: " + directory + " is a directory; name a file in it\n"));
        assertThat(run("export", "-w", workspace, "-o", directory + "/no/log.ndjson"))
                .isEqualTo(new Ended(2, "", "synap: There is no directory " + directory + "/no\n"));
    }

    @Test
    void verifyAndExport_takePipesAndLinks_andReplaceNeither() throws Exception {
        // given
        append("note.created", "{}");
        Path file = directory.resolve("log.ndjson");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Files.createFile(file));
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        // when
        run("export", "-w", workspace, "-o", link.toString());
        Thread exporting =
                Thread.ofPlatform().daemon().start(() -> run("export", "-w", workspace, "-o", pipe.toString()));
        Ended verified = run("verify", pipe.toString());
        exporting.join();
        // then
        assertThat(verified).isEqualTo(run("verify", "-w", workspace));
        assertThat(link).isSymbolicLink();
        assertThat(file).isNotEmptyFile();
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void aLimitBelowOne_isRefused() {
        assertThat(run("events", "-w", workspace, "-n", "0"))
                .isEqualTo(new Ended(2, "", "synap: --limit must be at least 1, but is 0\n"));
    }

    @Test
    void importIntoAWorkspaceThatIsNotThere_makesIt() {
        String other = workspace + "-copy";
        Ended imported =
                run("{\"type\":\"note.created\",\"subjectId\":\"note_1\"}\n", Map.of(), "import", "-", "-w", other);
        assertThat(imported.exitCode()).isEqualTo(0);
        assertThat(imported.err()).contains("Made the workspace " + other + "\n");
        assertThat(run("state", "note_1", "-w", other).exitCode()).isEqualTo(0);
    }

    @Test
    void whatKeepsACommandFromTheServer_isSaidInOneLine() {
        Map<String, String> nowhere = Map.of("SYNAP_URL", "http://127.0.0.1:1");
        assertThat(run("", nowhere, "events").err())
                .isEqualTo("synap: There is no Synap server: cannot connect to http://127.0.0.1:1."
                        + " Start one with ./synap start, or name yours with --url or SYNAP_URL.\n");
        Ended noKey = run("", Map.of("SYNAP_KEY", ""), "events");
        assertThat(noKey.exitCode()).isEqualTo(2);
        assertThat(noKey.err()).startsWith("synap: No API key: put the one that ./synap start printed");
        assertThat(run("", Map.of("SYNAP_KEY", "synap_wrong"), "events").err())
                .startsWith("synap: The server refuses the key in SYNAP_KEY");
        assertThat(run("export", "-w", "nowhere").err())
                .startsWith("synap: This key sees no workspace nowhere; it sees ");
        assertThat(run("state", "x", "-w", "nowhere").exitCode()).isEqualTo(1);
    }

    @Test
    void keyFile_goesBeforeTheEnvironment() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), RealServer.KEY + "\n");
        assertThat(run(
                        "",
                        Map.of("SYNAP_KEY", "synap_wrong"),
                        "events",
                        "-w",
                        workspace,
                        "--key-file",
                        file.toString()))
                .isEqualTo(new Ended(0, "", ""));
    }

    @Test
    void wrongUse_exitsWith2_andPointsToTheHelp() {
        assertThat(run("evnts"))
                .isEqualTo(
                        new Ended(
                                2,
                                "",
                                "synap: Unmatched argument at index 0: 'evnts'\nDid you mean events or checkpoint?\nSee ./synap --help\n"));
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(run("import").exitCode()).isEqualTo(2);
        assertThat(run("events", "--from", "yesterday").err()).contains("such as 2024-12-05");
    }

    @Test
    void everyCommand_hasHelpWithExamples() {
        for (List<String> command : List.of(
                List.of("events"),
                List.of("events", "append"),
                List.of("state"),
                List.of("verify"),
                List.of("export"),
                List.of("import"),
                List.of("import", "git"))) {
            String[] args = Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new);
            Ended help = run(args);
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("Usage: ./synap " + String.join(" ", command), "Examples:");
        }
    }

    private Ended append(String type, String data, String... more) {
        List<String> args = new ArrayList<>(
                List.of("events", "append", type, "-w", workspace, "--subject", "note_123", "--data", data));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private List<Long> positions(String... more) {
        List<String> args = new ArrayList<>(List.of("events", "--json", "-w", workspace));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new))
                .out()
                .lines()
                .map(line -> Json.readObject(line).get("position").longValue())
                .toList();
    }
}
