package dev.synap.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.synap.cli.RealServer;
import dev.synap.client.Entity;
import dev.synap.client.Note;
import dev.synap.client.Synap;
import dev.synap.client.UndoPreview;
import dev.synap.client.WriteResult;
import dev.synap.core.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Undoing a commit's change gives what {@code git revert} gives, wherever that applies cleanly. */
@Timeout(300)
class RevertTest {

    private static final int COMMITS = 40;
    private static final int LINES = 24;
    private static final List<String> PATHS = List.of("a.md", "b.md", "d/c.md", "d/ü 1.md", "e/f/g.txt", "h.md");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void undoOfACommit_isItsRevert_andRedoTheWayBack(long seed) throws IOException {
        // given: a history of edits, renames, deletions and re-creations, imported
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "repositories")), "revert")
                .toAbsolutePath();
        TestRepository repository = TestRepository.create(directory)
                .fastImport(new RandomEdits(seed).stream())
                .git("checkout", "-qf", "main");
        String workspace = RealServer.newWorkspace();
        assertThat(RealServer.run("import", "git", directory.toString(), "-w", workspace)
                        .exitCode())
                .isZero();
        int clean = 0;
        int told = 0;
        try (Synap synap = RealServer.client().workspace(workspace).build();
                GitOracle git = new GitOracle(directory)) {
            List<String> commits = git.line("main");
            Map<String, String> now = files(git, "main");
            await().untilAsserted(() -> assertThat(notes(synap)).isEqualTo(now));
            for (String commit : commits.subList(1, commits.size())) {
                Optional<Map<String, String>> reverted = reverted(repository, git, commit);
                String subject = subject(synap, commit);

                // when
                WriteResult<Entity> undone = synap.undos()
                        .undo(subject, undo -> undo.changes("git:" + commit))
                        .andWait();

                // then
                if (reverted.isPresent()) {
                    assertThat(undone).as(commit).isInstanceOf(WriteResult.Validated.class);
                    assertThat(notes(synap)).as(commit).isEqualTo(reverted.get());
                    clean++;
                } else {
                    told += tells(undone) ? 1 : 0;
                }
                if (undone instanceof WriteResult.Validated<Entity>) {
                    synap.undos().redo(written(synap, undone), 1).orThrow();
                }
                assertThat(notes(synap)).as("after " + commit).isEqualTo(now);
            }
            assertThat(clean).as("reverts that apply cleanly").isGreaterThan(COMMITS / 4);
            assertThat(told).as("conflicts that are told").isPositive();
        }
        FileUtils.delete(directory.toFile(), FileUtils.RECURSIVE);
    }

    @Test
    void undoOfAnyOfTheLastCommitsOfThisProject_wouldWriteWhatItsRevertWrites() throws IOException {
        Path project = Path.of("..").toAbsolutePath().normalize();
        assumeThat(project.resolve(".git"))
                .as("this project is no Git repository here")
                .matches(Files::exists);
        assumeThat(TestRepository.at(project)
                        .output("rev-parse", "--is-shallow-repository")
                        .strip())
                .as("shallow clone: the whole history is needed")
                .isEqualTo("false");
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "repositories")), "own")
                .toAbsolutePath();
        TestRepository repository = TestRepository.at(directory.getParent())
                .git("clone", "-q", "--single-branch", project.toUri().toString(), directory.toString());
        repository = TestRepository.at(directory);
        repository.git("checkout", "-q", "-B", "main");
        String workspace = RealServer.newWorkspace();
        RealServer.Ended imported = RealServer.run("import", "git", directory.toString(), "-w", workspace);
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        int clean = 0;
        try (Synap synap = RealServer.client().workspace(workspace).build();
                GitOracle git = new GitOracle(directory)) {
            List<String> commits = git.line("main");
            Map<String, String> now = files(git, "main");
            for (String commit : commits.subList(Math.max(1, commits.size() - 25), commits.size())) {
                boolean isMerge = repository
                                .output("rev-list", "--parents", "-n", "1", commit)
                                .split(" ")
                                .length
                        > 2;
                Optional<Event> first = isMerge ? Optional.empty() : event(synap, commit);
                Optional<Map<String, String>> reverted =
                        first.isEmpty() ? Optional.empty() : reverted(repository, git, commit);
                if (reverted.isPresent()) {
                    UndoPreview preview =
                            synap.undos().previewUndo(first.get().subjectId(), undo -> undo.changes("git:" + commit));
                    assertThat(preview.possible())
                            .as(commit + ": " + preview.reason())
                            .isTrue();
                    assertThat(applied(synap, preview, now)).as(commit).isEqualTo(reverted.get());
                    clean++;
                }
            }
        }
        assertThat(clean).as("reverts that apply cleanly").isPositive();
        FileUtils.delete(directory.toFile(), FileUtils.RECURSIVE);
    }

    /** The files once a preview's writes were made. */
    private static Map<String, String> applied(Synap synap, UndoPreview preview, Map<String, String> now) {
        Map<String, String> files = new TreeMap<>(now);
        List<UndoPreview.OfSubject> written = preview.subjects().stream()
                .filter(each -> !each.writes().isEmpty())
                .toList();
        Map<String, Map<String, String>> fields = new TreeMap<>();
        for (UndoPreview.OfSubject each : written) {
            var state = synap.state(each.subjectId()).toNode();
            if (!each.revives()) {
                files.remove(state.path("path").asString());
            }
            Map<String, String> after = new TreeMap<>();
            for (String name : List.of("path", "content")) {
                after.put(name, state.path(name).asString(""));
            }
            each.writes().stream()
                    .filter(write -> write.after() != null)
                    .forEach(write ->
                            after.put(write.path().substring(1), write.after().asString("")));
            fields.put(each.subjectId(), after);
        }
        for (UndoPreview.OfSubject each : written) {
            if (!each.deletes()) {
                Map<String, String> after = fields.get(each.subjectId());
                files.put(after.get("path"), after.get("content"));
            }
        }
        return files;
    }

    /** Whether somebody who asked is told that not all of it was taken back, or why none of it. */
    private static boolean tells(WriteResult<Entity> undone) {
        return switch (undone) {
            case WriteResult.Validated<Entity> validated ->
                !validated.superseded().isEmpty();
            case WriteResult.Rejected<Entity> rejected -> rejected.rule().startsWith("undo.");
            default -> false;
        };
    }

    /** The files of main, with a commit reverted; empty where that does not apply cleanly. */
    private static Optional<Map<String, String>> reverted(TestRepository repository, GitOracle git, String commit) {
        repository.git("checkout", "-q", "--detach", "main");
        try {
            repository.git("revert", "--no-edit", commit);
            return Optional.of(files(git, repository.head()));
        } catch (IllegalStateException e) {
            repository.git("reset", "-q", "--hard", "main");
            return Optional.empty();
        }
    }

    private static Map<String, String> files(GitOracle git, String ref) {
        Map<String, String> files = new TreeMap<>();
        git.textFiles(ref).forEach((path, blob) -> files.put(path, new String(git.blob(blob), StandardCharsets.UTF_8)));
        return files;
    }

    private static Map<String, String> notes(Synap synap) {
        Map<String, String> notes = new TreeMap<>();
        for (Note note : synap.notes().list()) {
            String path = note.entity().fields().toNode().path("path").asString();
            assertThat(notes.put(path, String.valueOf(note.content())))
                    .as("two notes at " + path)
                    .isNull();
        }
        return notes;
    }

    /** A subject that an undo has written to: it may not be the one that it was asked for. */
    private static String written(Synap synap, WriteResult<Entity> undone) {
        return synap.events()
                .query(query -> query.correlation(undone.requestId()).type("note.reverted"))
                .first()
                .orElseThrow()
                .subjectId();
    }

    private static String subject(Synap synap, String commit) {
        return event(synap, commit).orElseThrow().subjectId();
    }

    private static Optional<Event> event(Synap synap, String commit) {
        return synap.events()
                .query(query -> query.correlation("git:" + commit).subjectType("note"))
                .first();
    }

    /** Commits that edit, rename, delete and bring back files of lines that are all different. */
    private static final class RandomEdits {

        private final Random random;
        private final Map<String, List<String>> files = new TreeMap<>();
        private int said;

        RandomEdits(long seed) {
            this.random = new Random(seed);
        }

        byte[] stream() throws IOException {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int number = 0; number < COMMITS; number++) {
                write(
                        stream,
                        "commit refs/heads/main\ncommitter Bo <bo@example.org> %d +0000\ndata 1\nx\n"
                                .formatted(1_600_000_000 + number * 60));
                int changes = number == 0 ? 4 : 1 + random.nextInt(2);
                TreeSet<String> touched = new TreeSet<>();
                for (int i = 0; i < changes; i++) {
                    change(stream, number, PATHS.get(number == 0 ? i : random.nextInt(PATHS.size())), touched);
                }
            }
            return stream.toByteArray();
        }

        private void change(ByteArrayOutputStream stream, int number, String path, TreeSet<String> touched)
                throws IOException {
            List<String> lines = files.get(path);
            if (!touched.add(path)) {
                return;
            }
            if (lines == null) {
                lines = new ArrayList<>();
                for (int i = 0; i < LINES; i++) {
                    lines.add(line(number));
                }
                put(stream, path, lines);
                return;
            }
            int kind = random.nextInt(12);
            String free = PATHS.get(random.nextInt(PATHS.size()));
            if (kind == 0 && files.size() > 2) {
                files.remove(path);
                write(stream, "D \"" + path + "\"\n");
            } else if (kind == 1 && !files.containsKey(free) && touched.add(free)) {
                files.remove(path);
                write(stream, "R \"" + path + "\" \"" + free + "\"\n");
                put(stream, free, edited(lines, number));
            } else {
                put(stream, path, edited(lines, number));
            }
        }

        private List<String> edited(List<String> before, int number) {
            List<String> lines = new ArrayList<>(before);
            int at = random.nextInt(lines.size());
            switch (random.nextInt(3)) {
                case 0 -> lines.set(at, line(number));
                case 1 -> lines.add(at, line(number));
                default -> {
                    if (lines.size() > LINES / 2) {
                        lines.remove(at);
                    } else {
                        lines.add(line(number));
                    }
                }
            }
            return lines;
        }

        private String line(int number) {
            return "commit %d says %d: %s%s"
                    .formatted(number, said++, Integer.toHexString(random.nextInt()), said % 9 == 0 ? "\r" : "");
        }

        private void put(ByteArrayOutputStream stream, String path, List<String> lines) throws IOException {
            files.put(path, lines);
            String end = random.nextInt(8) == 0 ? "" : "\n";
            byte[] content = (String.join("\n", lines) + end).getBytes(StandardCharsets.UTF_8);
            write(stream, "M 100644 inline \"" + path + "\"\ndata " + content.length + "\n");
            stream.write(content);
            write(stream, "\n");
        }

        private static void write(ByteArrayOutputStream stream, String text) throws IOException {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
