package dev.synap.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.fold.State;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.ExpectedVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumedImportTest {

    @TempDir
    Path directory;

    private final TestLog log = new TestLog();
    private TestRepository repository;

    @BeforeEach
    void createRepository() {
        repository = TestRepository.create(directory.resolve("wiki"));
    }

    @Test
    void secondImport_findsNothingNew() {
        repository.write("a.md", "one").write("b.png", new byte[1]).commit("begin");
        importInto(log);
        long position = log.position();

        ImportSummary again = importInto(log);

        assertThat(log.position()).isEqualTo(position);
        assertThat(again.commits()).isZero();
        assertThat(again.before()).isEqualTo(1);
        assertThat(again.events()).isZero();
        assertThat(again.notes()).isEqualTo(1);
        assertThat(again.skipped()).isEmpty();
    }

    @Test
    void laterImport_takesOnlyTheNewCommits() {
        repository.write("a.md", "one\ntwo\nthree\n").write("b.md", "b").commit("begin");
        repository.move("a.md", "c.md").commit("rename");
        importInto(log);
        repository.write("c.md", "one\ntwo\nfour\n").commit("edit");
        repository.delete("b.md").move("c.md", "d.md").commit("delete, rename");

        ImportSummary later = importInto(log);

        assertThat(later.before()).isEqualTo(2);
        assertThat(later.commits()).isEqualTo(2);
        assertThat(later.events()).isEqualTo(4);
        assertThat(notes().stream().map(Event::subjectId).distinct()).hasSize(2);
        check();
    }

    /** An import that dies in an append does not know whether it was stored, so both must be right. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "1, true", "2, true"})
    void killedImport_goesOnExactlyWhereItStopped(int appends, boolean lastIsStored) {
        repository.fastImport(manyCommits(1_100));
        TestLog whole = new TestLog();
        importInto(whole);

        assertThatThrownBy(() -> importInto(new Dying(log, appends, lastIsStored)))
                .isInstanceOf(Killed.class);
        importInto(log);

        assertThat(withoutProgress(log)).isEqualTo(withoutProgress(whole));
        assertThat(ImportCheck.of(repository, log).foldedAsOfEveryCommit()).isPositive();
    }

    /** One commit of 700 events between small ones: its events span two appends. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "1, true", "2, false"})
    void importKilledInsideALargeCommit_goesOnInsideIt(int appends, boolean lastIsStored) {
        repository.write("a.md", "one").commit("begin");
        for (int i = 0; i < 700; i++) {
            repository.write("many/" + i + ".md", "text " + i);
        }
        repository.commit("many");
        repository.write("a.md", "two").commit("end");
        TestLog whole = new TestLog();
        assertThat(importInto(whole).events()).isEqualTo(702);

        assertThatThrownBy(() -> importInto(new Dying(log, appends, lastIsStored)))
                .isInstanceOf(Killed.class);
        importInto(log);

        assertThat(withoutProgress(log)).isEqualTo(withoutProgress(whole));
        check();
    }

    @Test
    void largeTexts_areSentInAppendsOfBoundedSize() {
        for (int i = 0; i < 12; i++) {
            repository.write(i + ".md", (i + "x".repeat(1023)).repeat(900));
        }
        repository.commit("large");
        Counting counting = new Counting(log);

        importInto(counting);

        assertThat(counting.appends.get()).isEqualTo(3);
        check();
    }

    @Test
    void secondImportAtTheSameTime_isToldSo() {
        repository.fastImport(manyCommits(1_100));
        ImportLog overtaken = new ImportLog() {
            private boolean done;

            @Override
            public State state(String subjectId) {
                return log.state(subjectId);
            }

            @Override
            public AppendResult append(List<EventDraft> events, Map<String, ExpectedVersion> expectedVersions) {
                if (!done) {
                    done = true;
                    importInto(log);
                }
                return log.append(events, expectedVersions);
            }
        };

        assertThatThrownBy(() -> importInto(overtaken))
                .isInstanceOf(GitImportException.class)
                .hasMessageStartingWith(
                        "another import of this repository into the same workspace is running, or ran just now (import_")
                .hasMessageEndingWith("); once it has ended, run this one again: it goes on from there");
        check();
        assertThat(importInto(log).commits()).isZero();
    }

    @Test
    void rewrittenHistory_isRefused() {
        repository.write("a.md", "one").commit("begin");
        String last = repository.write("a.md", "two").commit("edit");
        importInto(log);
        long position = log.position();
        repository.git("reset", "-q", "--hard", "HEAD~1").write("a.md", "other").commit("another edit");

        assertThatThrownBy(() -> importInto(log))
                .isInstanceOf(GitImportException.class)
                .hasMessage(
                        "commit %s was imported, but is not on the first-parent line of HEAD: another branch is checked out, or the history was rewritten. Name the branch that was imported with --ref, or import into a new workspace with --workspace",
                        last);
        assertThat(log.position()).isEqualTo(position);
    }

    @Test
    void otherNotesThanImported_areRefused() {
        repository.write("a.md", "one").commit("begin");
        importInto(log);
        ImportLog otherwise = new ImportLog() {
            @Override
            public State state(String subjectId) {
                State state = log.state(subjectId);
                return new State(
                        subjectId,
                        state.subjectType(),
                        state.version(),
                        state.position(),
                        dev.synap.core.json.JsonObject.of(state.toNode().put("fingerprint", "0")));
            }

            @Override
            public AppendResult append(List<EventDraft> events, Map<String, ExpectedVersion> expectedVersions) {
                return log.append(events, expectedVersions);
            }
        };

        assertThatThrownBy(() -> importInto(otherwise))
                .isInstanceOf(GitImportException.class)
                .hasMessageContaining("now reads differently than when it was imported (1 notes, then 1)");
    }

    @Test
    void stateOfTheImport_saysHowFarItHasCome() {
        repository.write("a.md", "one").commit("begin");
        String last = repository.write("b.md", "one").commit("more");

        ImportSummary summary = importInto(log);

        assertThat(log.state(summary.subjectId()).fields().text())
                .contains(
                        "\"system\":\"git\",\"repository\":\"wiki\"",
                        "\"commits\":2,\"commit\":\"" + last + "\",\"notes\":2")
                .doesNotContain("partial");
    }

    /** Each commit creates, changes or deletes one of a few notes. */
    static byte[] manyCommits(int count) {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String file = "note" + i % 97 + ".md";
            String text = "Note %d\n\nAs of commit %d\n".formatted(i % 97, i);
            stream.append("commit refs/heads/main\n")
                    .append("author A <a@example.org> ")
                    .append(1_700_000_000 + i * 60)
                    .append(" +0000\n")
                    .append("committer A <a@example.org> ")
                    .append(1_700_000_000 + i * 60)
                    .append(" +0000\n")
                    .append("data <<END\ncommit ")
                    .append(i)
                    .append("\nEND\n");
            if (i % 97 == 96 || i % 194 < 97) {
                stream.append("M 100644 inline ")
                        .append(file)
                        .append("\ndata ")
                        .append(text.length())
                        .append('\n')
                        .append(text);
            } else {
                stream.append(i % 2 == 0 ? "D " + file : "R " + file + " moved" + i + ".md")
                        .append('\n');
            }
        }
        return stream.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ImportSummary importInto(ImportLog target) {
        return GitImport.run(repository.path(), "HEAD", target, ImportProgress.none());
    }

    private void check() {
        ImportCheck.of(repository, log).foldedAsOfEveryCommit();
    }

    private List<Event> notes() {
        return log.events().stream()
                .filter(event -> event.subjectType().equals("note"))
                .toList();
    }

    private static List<String> withoutProgress(TestLog log) {
        return log.events().stream()
                .filter(event -> event.subjectType().equals("note"))
                .map(event -> String.join(
                        " ",
                        event.id(),
                        event.type(),
                        event.subjectId(),
                        event.version() + "",
                        event.data().text()))
                .collect(Collectors.toList());
    }

    private static final class Killed extends RuntimeException {}

    /** Dies in an append: before it is stored, or after it was but before the answer came. */
    private record Dying(TestLog log, AtomicInteger left, boolean lastIsStored) implements ImportLog {

        Dying(TestLog log, int appends, boolean lastIsStored) {
            this(log, new AtomicInteger(appends), lastIsStored);
        }

        @Override
        public State state(String subjectId) {
            return log.state(subjectId);
        }

        @Override
        public AppendResult append(List<EventDraft> events, Map<String, ExpectedVersion> expectedVersions) {
            boolean last = left.getAndDecrement() == 0;
            if (last && !lastIsStored) {
                throw new Killed();
            }
            AppendResult result = log.append(events, expectedVersions);
            if (last) {
                throw new Killed();
            }
            return result;
        }
    }

    private record Counting(TestLog log, AtomicInteger appends) implements ImportLog {

        Counting(TestLog log) {
            this(log, new AtomicInteger());
        }

        @Override
        public State state(String subjectId) {
            return log.state(subjectId);
        }

        @Override
        public AppendResult append(List<EventDraft> events, Map<String, ExpectedVersion> expectedVersions) {
            appends.incrementAndGet();
            return log.append(events, expectedVersions);
        }
    }
}
