package dev.synap.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.synap.core.event.Event;
import dev.synap.core.event.Timestamps;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitImportTest {

    @TempDir
    Path directory;

    private final TestLog log = new TestLog();
    private TestRepository repository;

    @BeforeEach
    void createRepository() {
        repository = TestRepository.create(directory.resolve("wiki"));
    }

    @Test
    void eachTextFile_isANoteThatFollowsItsFile() {
        repository.write("a.md", "one\n").write("b.txt", "two").commit("begin");
        repository.write("a.md", "one\nand more\n").commit("edit");
        repository.delete("b.txt").commit("delete");

        ImportSummary summary = importAll();

        assertThat(types()).containsExactly("note.created", "note.created", "note.content_updated", "note.deleted");
        assertThat(summary.commits()).isEqualTo(3);
        assertThat(summary.events()).isEqualTo(4);
        assertThat(summary.notes()).isEqualTo(1);
        check();
    }

    @Test
    void eachEvent_saysWhoWhenAndWhatCommit() {
        String commit = repository
                .author("Alice@Example.org")
                .clock(Instant.parse("2024-12-01T09:58:00Z"))
                .write("docs/guide.md", "text")
                .commit("Write a guide\n\nIt is short.");

        importAll();

        Event event = notes().getFirst();
        assertThat(event.userId()).isEqualTo("alice_at_example.org");
        assertThat(event.source()).isEqualTo("git");
        assertThat(event.correlationId()).isEqualTo("git:" + commit);
        assertThat(Timestamps.format(event.timestamp())).isEqualTo("2024-12-01T10:00:00.000000Z");
        assertThat(event.data().text())
                .isEqualTo("{\"title\":\"guide\",\"path\":\"docs/guide.md\",\"content\":\"text\"}");
        assertThat(event.metadata().toNode().get("import").toString())
                .startsWith("{\"system\":\"git\",\"commit\":\"" + commit + "\",\"path\":\"docs/guide.md\","
                        + "\"author\":{\"name\":\"Alice Árnadóttir\",\"email\":\"Alice@Example.org\"},"
                        + "\"committer\":{\"name\":\"Carol\",\"email\":\"carol@example.org\"},"
                        + "\"authoredAt\":\"2024-12-01T12:00+02:00\",\"committedAt\":\"2024-12-01T10:00Z\"")
                .endsWith("\"message\":\"Write a guide\\n\\nIt is short.\\n\"}");
    }

    @Test
    void renamedFile_staysTheNoteItWas() {
        repository.write("old name.md", "a line\nanother\nand a third\n").commit("begin");
        repository.move("old name.md", "deep/er/new name.markdown").commit("rename");
        repository.move("deep/er/new name.markdown", "deep/er/new name.txt").commit("same title");
        repository
                .move("deep/er/new name.txt", "x.md")
                .write("x.md", "a line\nanother\nand a fourth\n")
                .commit("and edit");

        importAll();

        assertThat(types())
                .containsExactly(
                        "note.created",
                        "note.moved",
                        "note.title_changed",
                        "note.moved",
                        "note.moved",
                        "note.title_changed",
                        "note.content_updated");
        assertThat(subjects()).isEqualTo(1);
        check();
    }

    @Test
    void filesThatTakeEachOthersNames_areMovedNotes() {
        repository
                .write("a.md", "first\n")
                .write("b.md", "second\n")
                .write("c.md", "third\n")
                .commit("begin");
        repository.write("a.md", "second\n").write("b.md", "first\n").commit("swap");
        repository
                .write("a.md", "third\n")
                .write("b.md", "second\n")
                .write("c.md", "first\n")
                .commit("ring");
        repository.write("a.md", "first!\n").write("c.md", "third!\n").commit("swap and edit");

        importAll();

        assertThat(notes().stream()
                        .filter(event -> event.type().equals("note.moved"))
                        .count())
                .isEqualTo(5);
        assertThat(subjects()).isEqualTo(3);
        check();
    }

    @Test
    void directory_isMovedNoteByNote() {
        for (int i = 0; i < 12; i++) {
            repository.write("old/dir/note" + i + ".md", "the text of note " + i + "\nwith two lines\n");
        }
        repository.commit("begin");
        repository.move("old", "new").commit("rename the directory");
        importAll();

        assertThat(subjects()).isEqualTo(12);
        check();
    }

    @Test
    void fileThatTakesTheNameOfOneMovedAway_hasItsOwnText() {
        repository
                .write("a.md", "the text of a\n")
                .write("b.md", "what b says\n")
                .commit("begin");
        repository.move("a.md", "c.md").move("b.md", "a.md").commit("chain");
        repository.move("a.md", "b.md").write("a.md", "new in a\n").commit("make room");

        importAll();

        check();
    }

    @Test
    void fileThatComesBack_isANewNote() {
        repository.write("a.md", "one").commit("begin");
        repository.delete("a.md").commit("delete");
        repository.write("a.md", "one").commit("again");
        repository.delete("a.md").write("b.md", "something else altogether").commit("away");

        importAll();

        assertThat(types())
                .containsExactly("note.created", "note.deleted", "note.created", "note.deleted", "note.created");
        assertThat(subjects()).isEqualTo(3);
        check();
    }

    @Test
    void mergeCommit_bringsWhatItsOtherParentsChanged() {
        repository.write("a.md", "one\n").commit("begin");
        repository.git("checkout", "-qb", "side").write("side.md", "side\n").commit("side 1");
        repository.write("side.md", "side, edited\n").commit("side 2");
        repository
                .git("checkout", "-qb", "other", "main")
                .write("other.md", "other\n")
                .commit("other");
        repository.git("checkout", "-q", "main").write("a.md", "two\n").commit("main");
        repository.git("merge", "-q", "--no-ff", "-m", "merge side", "side");
        repository
                .git("checkout", "-qb", "third", "main")
                .write("third.md", "third\n")
                .commit("third");
        repository.git("checkout", "-q", "main");
        repository.git("merge", "-q", "--no-ff", "-m", "octopus", "other", "third");

        ImportSummary summary = importAll();

        assertThat(summary.commits()).isEqualTo(4);
        assertThat(types())
                .containsExactly(
                        "note.created", "note.content_updated", "note.created", "note.created", "note.created");
        check();
    }

    @Test
    void text_isKeptByteForByte() {
        repository
                .write("empty.md", "")
                .write("crlf.md", "one\r\ntwo\r\n\r\n")
                .write("cr.md", "one\rtwo")
                .write("bom.md", "\uFEFFwith a byte order mark\n")
                .write("no newline.md", "no newline at the end")
                .write("unicode.md", "Grüße, 世界, 👩‍👩‍👧, e\u0301, \u202Eright to left, \u2028, \uFFFF\n")
                .write("controls.md", "\u0001\u0007\b\t\u001b[31m\u007f\\\"\n")
                .commit("begin");
        repository
                .write("empty.md", "no more")
                .write("crlf.md", "one\ntwo\n\n")
                .write("bom.md", "")
                .commit("turn");
        repository
                .write(".gitattributes", "* text eol=crlf\n*.md filter=x working-tree-encoding=UTF-16\n")
                .git("add", ".gitattributes")
                .commitStaged("attributes");

        importAll();

        check();
    }

    @Test
    void names_areKeptAsTheyAre() {
        repository
                .write("Ünïcode/世界.md", "1")
                .write("e\u0301.md", "decomposed")
                .write("\u00e9.md", "composed")
                .write("a b/c  d .md", "2")
                .write("quote\"'`$\\.md", "3")
                .write("new\nline\tand tab.md", "4")
                .write(".md", "5")
                .write(".hidden", "6")
                .write("no ending", "7")
                .write("-dash.TXT", "8")
                .write("two.md.txt", "9")
                .commit("begin");

        importAll();

        assertThat(notes().stream()
                        .map(event -> event.data().toNode())
                        .collect(Collectors.toMap(
                                data -> data.get("path").stringValue(),
                                data -> data.get("title").stringValue())))
                .containsAllEntriesOf(Map.of(
                        ".md",
                        ".md",
                        ".hidden",
                        ".hidden",
                        "no ending",
                        "no ending",
                        "-dash.TXT",
                        "-dash",
                        "two.md.txt",
                        "two.md"));
        check();
    }

    @Test
    void filesThatAreNoText_areSkippedAndNamed() {
        String commit = repository
                .write("note.md", "text")
                .write("image.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2})
                .write("latin1.md", "Grüße".getBytes(StandardCharsets.ISO_8859_1))
                .write("surrogate.md", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})
                .write("big.md", "x".repeat(1024 * 1024))
                .write("escapes.md", "\n".repeat(600 * 1024))
                .write("fits.md", "x".repeat(1024 * 1024 - 60))
                .link("link.md", "note.md")
                .commit("begin");

        ImportSummary summary = importAll();

        assertThat(summary.skipped())
                .extracting(Skipped::path, Skipped::commit, Skipped::reason)
                .containsExactlyInAnyOrder(
                        tuple("image.png", commit, "binary (it has a NUL byte)"),
                        tuple("latin1.md", commit, "not UTF-8"),
                        tuple("surrogate.md", commit, "not UTF-8"),
                        tuple("big.md", commit, "too large (1,048,620 bytes as an event, which holds 1,048,576)"),
                        tuple("escapes.md", commit, "too large (1,228,852 bytes as an event, which holds 1,048,576)"),
                        tuple("link.md", commit, "a symbolic link"));
        assertThat(summary.notes()).isEqualTo(2);
        check();
    }

    @Test
    void fileThatStopsBeingText_isDeletedWithAReasonAndComesBackAsANewNote() {
        repository
                .write("a.md", "text")
                .write("b", "text of b")
                .write("c", "text of c")
                .commit("begin");
        repository.write("a.md", new byte[] {0}).commit("binary");
        repository.write("a.md", "text").commit("text again");
        repository.delete("b").link("b", "a.md").commit("symbolic link");
        repository.delete("b").write("b/inner.md", "text of b").commit("directory");
        repository
                .delete("b/inner.md")
                .write("b", "text of b")
                .delete("c")
                .write("c/c", "other")
                .commit("file, directory");

        ImportSummary summary = importAll();

        assertThat(notes().stream()
                        .filter(event -> event.type().equals("note.deleted"))
                        .map(event -> event.metadata()
                                .toNode()
                                .get("import")
                                .path("reason")
                                .asString("-")))
                .containsExactly("binary (it has a NUL byte)", "-", "-");
        assertThat(summary.skipped()).extracting(Skipped::path).containsExactly("a.md", "b");
        check();
    }

    @Test
    void submodule_isSkippedAndNamed() {
        TestRepository library = TestRepository.create(directory.resolve("library"));
        library.write("inside.md", "not ours").commit("begin");
        repository.write("a.md", "ours").commit("begin");
        repository
                .git("submodule", "--quiet", "add", library.path().toString(), "library")
                .commit("add");

        ImportSummary summary = importAll();

        assertThat(summary.skipped())
                .extracting(Skipped::path, Skipped::reason)
                .containsExactly(tuple("library", "a submodule"));
        check();
    }

    @Test
    void modeAlone_isNoChange() {
        repository.write("run.sh", "#!/bin/sh\n").commit("begin");
        repository.git("update-index", "--chmod=+x", "run.sh").commitStaged("executable");

        assertThat(importAll().events()).isEqualTo(1);
        check();
    }

    @Test
    void emptyCommits_countButHaveNoEvents() {
        repository.commit("nothing yet");
        repository.write("a.md", "one").commit("begin");
        repository.commit("");
        repository.commit("still nothing");

        assertThat(importAll().commits()).isEqualTo(4);
        assertThat(importAll().commits()).isZero();
        check();
    }

    @Test
    void datesThatGoBack_leaveTheOrderToTheCommits() {
        repository
                .clock(Instant.parse("2024-01-01T00:00:00Z"))
                .write("a.md", "1")
                .commit("one");
        repository
                .clock(Instant.parse("2010-01-01T00:00:00Z"))
                .write("a.md", "2")
                .commit("two");
        repository
                .clock(Instant.parse("2031-01-01T00:00:00Z"))
                .write("a.md", "3")
                .commit("three");
        repository
                .clock(Instant.parse("1971-01-01T00:00:00Z"))
                .write("a.md", "4")
                .commit("four");

        importAll();

        check();
    }

    @Test
    void equalFilesThatAreAllRenamed_areMatchedOneToOne() {
        for (String name : List.of("a", "b", "c", "d")) {
            repository.write("x/" + name, "the same\n").write("x/empty " + name, "");
        }
        repository.commit("begin");
        repository.move("x", "y").write("y/e", "the same\n").commit("rename all");
        repository.delete("y/a").delete("y/b").write("z", "the same\n").commit("two gone, one come");

        importAll();

        check();
    }

    private ImportSummary importAll() {
        return GitImport.run(repository.path(), "HEAD", log, ImportProgress.none());
    }

    private void check() {
        ImportCheck.of(repository, log).foldedAsOfEveryCommit();
        ImportCheck.of(repository, log).readAsOfEveryCommit();
    }

    private List<Event> notes() {
        return log.events().stream()
                .filter(event -> event.subjectType().equals("note"))
                .toList();
    }

    private List<String> types() {
        return notes().stream().map(Event::type).toList();
    }

    private long subjects() {
        return notes().stream().map(Event::subjectId).distinct().count();
    }
}
