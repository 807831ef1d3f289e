package dev.synap.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.history.TextMerge.Winner;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextMergeTest {

    @Test
    void changesOfDifferentLines_areBothKept() {
        TextMerge merged = merge("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n");

        assertThat(merged).isEqualTo(new TextMerge("A\nb\nc\nD\n", 0));
    }

    @Test
    void insertedAndRemovedLines_moveWithTheirNeighbours() {
        TextMerge merged = merge("a\nb\nc\nd\ne\n", "new\na\nb\nc\nd\ne\n", "a\nb\nc\ne\nlast\n");

        assertThat(merged).isEqualTo(new TextMerge("new\na\nb\nc\ne\nlast\n", 0));
    }

    @Test
    void changesOfTheSameLine_overlap_andOneSideWins() {
        assertThat(merge("a\nb\nc\nd\n", "a\nours\nc\nd\n", "a\ntheirs\nc\nD\n"))
                .isEqualTo(new TextMerge("a\nours\nc\nD\n", 1));
        assertThat(TextMerge.of("a\nb\nc\nd\n", "a\nours\nc\nd\n", "a\ntheirs\nc\nD\n", Winner.THEIRS))
                .isEqualTo(new TextMerge("a\ntheirs\nc\nD\n", 1));
    }

    @Test
    void changesOfLinesThatTouch_overlap_asGitSees() {
        assertThat(merge("a\nb\n", "A\nb\n", "a\nB\n").overlaps()).isEqualTo(1);
    }

    @Test
    void theSameChangeOnBothSides_isMadeOnce() {
        assertThat(merge("a\nb\n", "a\nx\n", "a\nx\n")).isEqualTo(new TextMerge("a\nx\n", 0));
    }

    @Property(tries = 500)
    void whereOneSideIsTheBase_theOtherSideIsTheOutcome(@ForAll("texts") String base, @ForAll("texts") String side) {
        assertThat(merge(base, side, base)).isEqualTo(new TextMerge(side, 0));
        assertThat(merge(base, base, side)).isEqualTo(new TextMerge(side, 0));
        assertThat(merge(base, side, side)).isEqualTo(new TextMerge(side, 0));
    }

    @Property(tries = 500)
    void whoIsCalledOurs_mattersOnlyForTheWinner(
            @ForAll("texts") String base, @ForAll("texts") String one, @ForAll("texts") String other) {
        assertThat(TextMerge.of(base, one, other, Winner.OURS))
                .isEqualTo(TextMerge.of(base, other, one, Winner.THEIRS));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "c", "d", "").list().ofMaxSize(8).map(TextMergeTest::text);
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }

    private static TextMerge merge(String base, String ours, String theirs) {
        return TextMerge.of(base, ours, theirs, Winner.OURS);
    }
}
