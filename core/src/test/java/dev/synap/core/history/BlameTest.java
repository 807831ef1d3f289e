package dev.synap.core.history;

import static dev.synap.core.history.Histories.at;
import static dev.synap.core.history.Histories.correlated;
import static dev.synap.core.history.Histories.ofContents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BlameTest {

    /** What each event is blamed for must be all it brought in, and what it kept must be blamed as it was before. */
    @Property(tries = 500)
    void eachEvent_isBlamedForTheLinesItBroughtIn_andForNoOther(@ForAll("texts") List<String> texts) {
        List<Event> events = ofContents(texts);
        List<BlamedLine> last = List.of();
        for (int n = 1; n <= events.size(); n++) {
            Blame blame = Blame.of("/content", events.subList(0, n));
            String newest = "evt_" + n;

            assertThat(blame.text()).isEqualTo(texts.get(n - 1));
            List<String> kept = new ArrayList<>();
            blame.lines().stream()
                    .filter(line -> !line.origin().eventId().equals(newest))
                    .forEach(line -> kept.add(told(line)));
            List<String> before = last.stream().map(BlameTest::told).toList();
            assertThat(LongestCommon.length(kept, before)).isEqualTo(kept.size());
            assertThat(kept).hasSize(LongestCommon.length(contents(last), contents(blame.lines())));
            last = blame.lines();
        }
    }

    /** Lines that are never written twice can only come from the edit that wrote them. */
    @Property(tries = 500)
    void aLineWrittenOnce_comesFromTheEventThatWroteIt(@ForAll("edits") List<int[]> edits) {
        List<String> model = new ArrayList<>();
        List<Integer> writers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int[] edit : edits) {
            int version = texts.size() + 1;
            int at = Math.min(edit[0], model.size());
            int end = Math.min(at + edit[1], model.size());
            model.subList(at, end).clear();
            writers.subList(at, end).clear();
            for (int i = 0; i < edit[2]; i++) {
                model.add(at, "line %d of %d".formatted(i, version));
                writers.add(at, version);
            }
            texts.add(String.join(edit[3] == 0 ? "\n" : "\r\n", model));
        }

        Blame blame = Blame.of("/content", ofContents(texts));

        assertThat(contents(blame.lines())).isEqualTo(model);
        assertThat(blame.lines())
                .extracting(line -> (int) line.origin().version())
                .isEqualTo(writers);
    }

    @Test
    void eachLine_saysEventVersionChangePersonAndTime() {
        List<Event> events = List.of(
                at(1, "note.created", "{\"content\":\"one\\ntwo\\n\"}", "alice"),
                correlated(at(2, "note.content_updated", "{\"content\":\"one\\n2\\n\"}", "bob"), "evt_ask"));

        assertThat(Blame.of("/content", events).lines())
                .containsExactly(
                        new BlamedLine(
                                "one\n",
                                new Origin("evt_1", 1, "evt_1", "alice", Instant.parse("2024-12-01T10:00:01Z"))),
                        new BlamedLine(
                                "2\n",
                                new Origin("evt_2", 2, "evt_ask", "bob", Instant.parse("2024-12-01T10:00:02Z"))));
    }

    @Test
    void writingOnAfterALastLineWithoutAnEnd_leavesThatLineToItsAuthor() {
        assertThat(versions("one", "one\ntwo")).containsExactly("one\n 1", "two 2");
    }

    @Test
    void otherLineEnds_leaveLinesToTheirAuthors_andAreInTheText() {
        assertThat(versions("one\r\ntwo\r\n", "one\ntwo\nthree")).containsExactly("one\n 1", "two\n 1", "three 2");
    }

    @Test
    void aLineThatCameBack_comesFromWhoeverBroughtItBack() {
        assertThat(versions("a\nb\n", "a\n", "a\nb\n")).containsExactly("a\n 1", "b\n 3");
    }

    @Test
    void eventsThatLeaveTheFieldAlone_areBlamedForNothing() {
        List<Event> events = List.of(
                at(1, "note.created", "{\"content\":\"one\"}", "alice"),
                at(2, "note.updated", "{\"title\":\"T\",\"content\":\"one\"}", "bob"),
                at(3, "note.deleted", "{}", "bob"),
                at(4, "entities.update.requested", "{\"changes\":{\"content\":\"two\"}}", "bob"));

        assertThat(Blame.of("/content", events).lines())
                .extracting(line -> line.origin().version())
                .containsExactly(1L);
    }

    @Test
    void aFieldWithinAnObject_isFoundByItsPath() {
        List<Event> events = List.of(at(1, "invoice.created", "{\"to\":{\"the/street\":\"a\\nb\"}}", "alice"));

        assertThat(Blame.of("/to/the~1street", events).text()).isEqualTo("a\nb");
    }

    @Test
    void whatIsNoText_hasNoLines() {
        List<Event> events = List.of(
                at(1, "note.created", "{\"content\":\"one\"}", "alice"),
                at(2, "note.updated", "{\"content\":7}", "bob"));

        assertThat(Blame.of("/content", events).lines()).isEmpty();
        assertThat(Blame.of("/nothing", events).lines()).isEmpty();
        assertThat(Blame.of("/content/deep", events).lines()).isEmpty();
    }

    @Test
    void aNameThatIsNoPointer_isRefused() {
        assertThatThrownBy(() -> Blame.of("content", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'content' is no JSON Pointer to a field, such as /content");
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> lines = Combinators.combine(
                        Arbitraries.of("a", "b", "c", "", "\r"), Arbitraries.of("\n", "\n", "\r\n"))
                .as((content, end) -> content + end);
        Arbitrary<String> last = Arbitraries.of("", "", "a", "b");
        return Combinators.combine(lines.list().ofMaxSize(8), last)
                .as((all, end) -> String.join("", all) + end)
                .list()
                .ofMaxSize(8);
    }

    /** Where to write, how many lines to remove there, how many to write, and how they end. */
    @Provide
    Arbitrary<List<int[]>> edits() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(0, 0, 0, 1))
                .as((at, removed, written, end) -> new int[] {at, removed, written, end})
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static List<String> versions(String... texts) {
        return Blame.of("/content", ofContents(List.of(texts))).lines().stream()
                .map(line -> line.text() + " " + line.origin().version())
                .toList();
    }

    private static String told(BlamedLine line) {
        return line.origin().eventId() + content(line);
    }

    private static List<String> contents(List<BlamedLine> lines) {
        return lines.stream().map(BlameTest::content).toList();
    }

    private static String content(BlamedLine line) {
        return line.text().replaceFirst("\r?\n\\z", "");
    }
}
