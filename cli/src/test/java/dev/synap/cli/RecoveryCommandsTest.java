package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.KeyRequest;
import dev.synap.client.Synap;
import dev.synap.client.SynapClientException;
import dev.synap.core.access.Role;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.ServerSettings;
import dev.synap.server.web.WebSettings;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.access.KeySecret;
import dev.synap.store.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does when tables are lost. */
@Timeout(180)
class RecoveryCommandsTest {

    private static final List<String> TABLES = List.of(
            "notes",
            "tasks",
            "projects",
            "relations",
            "tags",
            "comments",
            "proposals",
            "entities",
            "members",
            "shares",
            "policies",
            "schemas",
            "settings");

    @TempDir
    private Path directory;

    private String database = "";
    private final List<String> said = new ArrayList<>();
    private RunningServer server;

    @BeforeEach
    void start() {
        database = TestPostgres.bundled().createDatabase();
        server = startServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void droppedTables_areNamedByTheServer_andRebuiltByTheCommand() throws SQLException {
        // given
        try (Synap synap = client()) {
            synap.notes()
                    .waiting()
                    .create(n -> n.put("id", "note_1").put("title", "Marketing Plan"))
                    .orThrow();
            synap.tasks()
                    .waiting()
                    .create(t -> t.put("id", "task_1").put("title", "Call Marie"))
                    .orThrow();
            synap.users().create("mary", "Mary");
            synap.members().waiting().add("mary", Role.EDITOR).orThrow();
        }
        List<String> rows = rows();
        execute("DROP TABLE " + String.join(", ", TABLES) + ", snapshot, checkpoint");

        // then: it says so, at work and at its start
        try (Synap synap = client()) {
            assertThatThrownBy(() -> synap.notes().get("note_1"))
                    .isInstanceOf(SynapClientException.class)
                    .hasMessageContaining("./synap rebuild all");
        }
        server.close();
        server = startServer();
        assertThat(said).anyMatch(line -> line.startsWith("These tables are missing: checkpoint, notes, "));

        // when
        Ended rebuilt = run("rebuild", "all");

        // then
        assertThat(rebuilt.err()).startsWith("Missing: checkpoint, notes, ");
        assertThat(rebuilt.out()).matches("Rebuilt all from \\d+ events in [0-9.]+ s\n");
        assertThat(rows()).isEqualTo(rows);
        assertThat(run("rebuild", "--list").out()).contains("done").contains("all");
        // and writes go on, and what was answered is not answered again
        try (Synap synap = client()) {
            long before = synap.events().position();
            synap.notes().waiting().create(n -> n.put("id", "note_2")).orThrow();
            assertThat(synap.events().position()).isEqualTo(before + 4);
            assertThat(synap.notes().get("note_1")).isPresent();
        }
    }

    @Test
    void afterUndosOfEveryKind_aRebuildGivesTheRowsThatThereAre() throws Exception {
        // given: whatever three hundred clicks come to
        Random random = new Random(42);
        try (Synap synap = client()) {
            for (int i = 0; i < 6; i++) {
                String id = "note_" + i;
                synap.notes()
                        .create(n -> n.put("id", id).put("title", "0").put("content", "one\ntwo\nthree\n"))
                        .orThrow();
            }
            for (int i = 0; i < 300; i++) {
                click(synap, random, "note_" + random.nextInt(6), i);
            }
            synap.history().undoBy("owner").await(now -> {});
            synap.notes().waiting().create(n -> n.put("id", "last")).orThrow();
            assertThat(synap.events()
                            .query(q -> q.type("note.reverted"))
                            .limit(100)
                            .toList())
                    .hasSize(100);
        }
        List<String> rows = rows();

        // when
        assertThat(run("rebuild", "all").exitCode()).isZero();

        // then
        assertThat(rows()).isEqualTo(rows);
    }

    private static void click(Synap synap, Random random, String id, int number) {
        String line = "line " + number + "\n";
        switch (random.nextInt(9)) {
            case 0 ->
                synap.notes().update(id, n -> n.put("title", "Title " + number)).andWait();
            case 1 ->
                synap.notes()
                        .update(id, n -> n.put("content", "one\n" + line + "three\n"))
                        .andWait();
            case 2 -> synap.notes().tag(id, "tag" + random.nextInt(3)).andWait();
            case 3 -> synap.notes().delete(id).andWait();
            case 4, 5 -> synap.history().undo(id, 1 + random.nextInt(3)).andWait();
            case 6 -> synap.history().redo(id, 1).andWait();
            case 7 -> synap.history().restore(id).andWait();
            default -> synap.history().restore(id, 4L + random.nextInt(4)).andWait();
        }
    }

    @Test
    void rebuild_takesAServerAdmin_andAKnownName() {
        assertThat(run("rebuild", "noise").err()).contains("must be one of notes, tasks");
        try (Synap synap = client()) {
            synap.users().create("bob", "Bob");
            String key =
                    synap.keys().create(KeyRequest.named("bob's").user("bob")).secret();
            Ended refused = RealServer.run("", Map.of("SYNAP_URL", server.url(), "SYNAP_KEY", key), "rebuild", "all");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).containsAnyOf("server admin", "scope admin");
        }
    }

    @Test
    void export_isRestoredIntoAnEmptyServer_withPositionsAndHashes_andTwiceChangesNothing() throws Exception {
        // given: two workspaces, with an answered request, a member and a proposal that nobody has decided
        try (Synap synap = client()) {
            synap.workspaces().create("garden", "Garden");
            synap.users().create("mary", "Mary");
            synap.members().waiting().add("mary", Role.EDITOR).orThrow();
            synap.notes()
                    .waiting()
                    .create(n -> n.put("id", "note_1").put("title", "Plan"))
                    .orThrow();
            synap.inWorkspace("garden")
                    .notes()
                    .waiting()
                    .create(n -> n.put("id", "rose"))
                    .orThrow();
        }
        List<String> rows = rows();
        Path export = directory.resolve("all.ndjson");
        assertThat(run("export", "--all", "-o", export.toString()).exitCode()).isZero();
        assertThat(run("verify", "--file", export.toString()).out())
                .matches("default: intact, 8 events, the last hash is [0-9a-f]{64}\n"
                        + "garden: intact, 4 events, the last hash is [0-9a-f]{64}\n");
        server.close();
        database = TestPostgres.bundled().createDatabase();
        server = startServer();

        // when
        Ended first = run("restore", export.toString());

        // then
        assertThat(first.err()).isEmpty();
        assertThat(first.out()).contains("default: 8 events restored, 8 in all").contains("garden: 4 events restored");
        Path again = directory.resolve("again.ndjson");
        run("export", "--all", "-o", again.toString());
        assertThat(again).hasSameTextualContentAs(export);
        assertThat(run("restore", export.toString()).out()).contains("default: 0 events restored, 8 in all");
        try (Synap synap = client()) {
            synap.notes().waiting().create(n -> n.put("id", "note_2")).orThrow();
            assertThat(synap.events().position()).isEqualTo(12);
            // The other workspace is shown by nobody's waiting for it.
            await().untilAsserted(() -> assertThat(rows()).containsAll(rows));
        }

        // and a changed file is refused
        Path changed = directory.resolve("changed.ndjson");
        Files.writeString(changed, Files.readString(export).replace("\"Plan\"", "\"Plot\""));
        Ended refused = run("restore", changed.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("[default] position ", " has content that does not match its hash");
        assertThat(run("verify", "--file", changed.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void rewrittenDatabase_doesNotMatchWhatWasPublished() throws Exception {
        // given
        try (Synap synap = client()) {
            synap.notes()
                    .waiting()
                    .create(n -> n.put("id", "note_1").put("title", "Plan"))
                    .orThrow();
        }
        Path key = directory.resolve("synap.pub");
        Path published = directory.resolve("published.ndjson");
        Files.writeString(key, run("checkpoint", "--public-key").out());
        assertThat(run("checkpoint", "-o", published.toString()).err())
                .isEqualTo("Added position 4 to " + published + "\n");
        assertThat(Files.readString(published))
                .isEqualTo(run("checkpoint", "--list").out());
        String[] verify = {"verify", "--checkpoint", published.toString(), "--public-key", key.toString()};
        assertThat(run(verify).out()).startsWith("Intact: 4 events").endsWith("As published: 1 checkpoint\n");
        Path export = directory.resolve("log.ndjson");
        run("export", "-o", export.toString());
        server.close();

        // when: another log, whose hashes fit
        database = TestPostgres.bundled().createDatabase();
        server = startServer();
        try (Synap synap = client()) {
            synap.notes()
                    .waiting()
                    .create(n -> n.put("id", "note_1").put("title", "Plot"))
                    .orThrow();
        }

        // then
        Ended rewritten = run(verify);
        assertThat(rewritten.exitCode()).isEqualTo(1);
        assertThat(rewritten.out())
                .startsWith("Intact: 4 events")
                .contains("[default] position 4 is not what was published at ");
        assertThat(run(
                                "verify",
                                "--file",
                                export.toString(),
                                "--checkpoint",
                                published.toString(),
                                "--public-key",
                                key.toString())
                        .exitCode())
                .isZero();
        // and a checkpoint that was changed is no checkpoint
        Files.writeString(published, Files.readString(published).replace("\"position\":4", "\"position\":3"));
        assertThat(run(verify).err()).contains("line 1 was not signed with this key, or changed since");
    }

    private RunningServer startServer() {
        return RunningServer.start(
                new ServerSettings(
                        new WebSettings("127.0.0.1", 0, false, 1_000),
                        directory,
                        Optional.of(DatabaseSettings.parse(database)),
                        Optional.of(KeySecret.chosen("key", RealServer.KEY))),
                said::add);
    }

    private Synap client() {
        return Synap.builder().url(server.url()).key(RealServer.KEY).build();
    }

    private Ended run(String... args) {
        return RealServer.run("", Map.of("SYNAP_URL", server.url()), args);
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT '%1$s ' || row_to_json(t)::text FROM %1$s t ORDER BY 1".formatted(table))) {
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
