package dev.synap.cli.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.eclipse.jgit.util.FileUtils;

/** Whatever is done to files, in whatever order: the notes are the files, as of every commit. */
class RandomHistoryTest {

    private static final List<String> PATHS =
            List.of("a.md", "b.txt", "c", "d/a.md", "d/e/b.md", "f/g.md", "ü 1.md", "x/y", "x/z.markdown");
    /** Long enough for two files that differ in their ends to pass for one that was renamed and edited. */
    private static final String LONG = "a line that does not change\n".repeat(9);

    private static final List<String> CONTENTS = List.of(
            "",
            "one\n",
            "two\n",
            "one\ntwo\nthree\n",
            "one\ntwo\nfour\n",
            "two\r\n",
            LONG + "end\n",
            LONG + "another end\n",
            "binary \0",
            "\u0001 世界");

    /** One thing done to a path. */
    record Action(int kind, String path, String other, String content) {}

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void notesAreTheFiles(@ForAll("histories") List<List<Action>> history, @ForAll boolean inTwoImports)
            throws IOException {
        Path directory =
                Files.createTempDirectory(Files.createDirectories(Path.of("target", "repositories")), "random");
        TestRepository repository = TestRepository.create(directory.toAbsolutePath());
        TestLog log = new TestLog();

        repository.fastImport(stream(history));
        String middle = repository
                .output("rev-list", "--first-parent", "main")
                .lines()
                .toList()
                .get(history.size() / 2);
        if (inTwoImports) {
            GitImport.run(directory, middle, log, ImportProgress.none());
        }
        ImportSummary summary = GitImport.run(directory, "main", log, ImportProgress.none());

        try (GitOracle git = new GitOracle(directory)) {
            assertThat(summary.notes())
                    .isEqualTo(git.textFiles(git.line("main").getLast()).size());
        }
        ImportCheck check = ImportCheck.of(repository.path(), "main", log);
        check.foldedAsOfEveryCommit();
        check.readAsOfEveryCommit();
        assertThat(GitImport.run(directory, "main", log, ImportProgress.none()).events())
                .isZero();
        FileUtils.delete(directory.toFile(), FileUtils.RECURSIVE);
    }

    @Provide
    Arbitrary<List<List<Action>>> histories() {
        Arbitrary<Action> action = Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(PATHS),
                        Arbitraries.of(PATHS),
                        Arbitraries.of(CONTENTS))
                .as(Action::new);
        return action.list().ofMaxSize(6).list().ofMinSize(1).ofMaxSize(10);
    }

    /** Only what git takes: what an action removes must be there. */
    private static byte[] stream(List<List<Action>> history) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        TreeSet<String> files = new TreeSet<>();
        int number = 0;
        for (List<Action> actions : history) {
            number++;
            String head = "commit refs/heads/main\ncommitter Bo <bo@example.org> %d +0000\ndata 2\n%d\n"
                    .formatted(1_600_000_000 + number, number % 10);
            write(stream, head);
            for (Action action : actions) {
                write(stream, action, files);
            }
        }
        return stream.toByteArray();
    }

    private static void write(ByteArrayOutputStream stream, Action action, TreeSet<String> files) throws IOException {
        boolean there = files.contains(action.path());
        switch (action.kind()) {
            case 0 -> {
                if (there) {
                    write(stream, "D \"" + action.path() + "\"\n");
                    files.remove(action.path());
                }
            }
            case 1, 2 -> {
                if (there && !action.path().equals(action.other())) {
                    write(stream, "R \"" + action.path() + "\" \"" + action.other() + "\"\n");
                    files.remove(action.path());
                    files.add(action.other());
                    if (action.kind() == 2) {
                        String edited = LONG + action.content().length() + "\n";
                        write(
                                stream,
                                "M 100644 inline \"%s\"\ndata %d\n%s\n"
                                        .formatted(action.other(), edited.length(), edited));
                    }
                }
            }
            default -> {
                byte[] content = action.content().getBytes(StandardCharsets.UTF_8);
                String mode = action.kind() == 6 ? "120000" : action.kind() == 5 ? "100755" : "100644";
                write(stream, "M " + mode + " inline \"" + action.path() + "\"\ndata " + content.length + "\n");
                stream.write(content);
                write(stream, "\n");
                files.add(action.path());
            }
        }
    }

    private static void write(ByteArrayOutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
