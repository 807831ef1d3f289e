package dev.synap.core.history;

import static dev.synap.core.history.Segment.Kind.ADDED;
import static dev.synap.core.history.Segment.Kind.KEPT;
import static dev.synap.core.history.Segment.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.JsonArbitraries;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WordDiffTest {

    @Property(tries = 1000)
    void theSegments_rebuildBothTextsToTheLastBlank(@ForAll("texts") String before, @ForAll("texts") String after) {
        List<Segment> segments = WordDiff.between(before, after);

        assertThat(WordDiff.before(segments)).isEqualTo(before);
        assertThat(WordDiff.after(segments)).isEqualTo(after);
    }

    @Property(tries = 1000)
    void segments_areAsFewAsTheyCanBe_andRemovedComesBeforeAdded(
            @ForAll("texts") String before, @ForAll("texts") String after) {
        List<Segment> segments = WordDiff.between(before, after);

        assertThat(segments).noneMatch(segment -> segment.text().isEmpty());
        for (int i = 1; i < segments.size(); i++) {
            Segment.Kind last = segments.get(i - 1).kind();
            Segment.Kind kind = segments.get(i).kind();
            assertThat(kind).isNotEqualTo(last);
            assertThat(last == ADDED && kind == REMOVED).isFalse();
        }
    }

    @Property(tries = 300)
    void theSameText_isKeptWhole(@ForAll("texts") String text) {
        assertThat(WordDiff.between(text, text))
                .isEqualTo(text.isEmpty() ? List.of() : List.of(new Segment(KEPT, text)));
    }

    @Test
    void aWordInTheMiddle_isReplacedAlone() {
        assertThat(WordDiff.between("Meet Marie, on Monday.", "Meet Marie, on Friday."))
                .containsExactly(
                        new Segment(KEPT, "Meet Marie, on "),
                        new Segment(REMOVED, "Monday"),
                        new Segment(ADDED, "Friday"),
                        new Segment(KEPT, "."));
    }

    @Test
    void replacedWordsWithBlanksBetween_areOneReplacement() {
        assertThat(WordDiff.between("so the quick fox ran", "so a slow dog ran"))
                .containsExactly(
                        new Segment(KEPT, "so "),
                        new Segment(REMOVED, "the quick fox"),
                        new Segment(ADDED, "a slow dog"),
                        new Segment(KEPT, " ran"));
    }

    @Test
    void insertedWord_removesNothing() {
        assertThat(WordDiff.between("one three", "one two three"))
                .noneMatch(segment -> segment.kind() == REMOVED)
                .filteredOn(segment -> segment.kind() == ADDED)
                .singleElement()
                .satisfies(segment -> assertThat(segment.text()).isEqualToIgnoringWhitespace("two"));
    }

    @Test
    void blanksAndLineEnds_countAsText() {
        assertThat(WordDiff.between("a  b\r\n", "a b\n"))
                .containsExactly(
                        new Segment(KEPT, "a"),
                        new Segment(REMOVED, "  "),
                        new Segment(ADDED, " "),
                        new Segment(KEPT, "b"),
                        new Segment(REMOVED, "\r\n"),
                        new Segment(ADDED, "\n"));
    }

    @Test
    void aLineAddedAfterOneWithoutAnEnd_leavesThatLineAlone() {
        assertThat(WordDiff.between("first", "first\nsecond"))
                .containsExactly(new Segment(KEPT, "first"), new Segment(ADDED, "\nsecond"));
    }

    @Test
    void charactersAsPeopleSeeThem_areNeverCutInTwo() {
        String family = "👨‍👩‍👧";
        String pair = "👩‍👧";

        assertThat(WordDiff.between(family, pair))
                .containsExactly(new Segment(REMOVED, family), new Segment(ADDED, pair));
        assertThat(WordDiff.between("cafe\u0301 x", "cafe x"))
                .contains(new Segment(REMOVED, "cafe\u0301"), new Segment(ADDED, "cafe"));
    }

    @Test
    void ideographs_areWordsOfTheirOwn() {
        assertThat(WordDiff.between("会議は月曜日", "会議は金曜日")).contains(new Segment(REMOVED, "月"), new Segment(ADDED, "金"));
    }

    @Test
    void aTextOfAMillionCharactersWrittenAnew_isComparedAtOnce() {
        String before = "word ".repeat(100_000) + "end\n".repeat(100_000);
        String after = "other thing ".repeat(50_000) + "word\n".repeat(100_000);

        List<Segment> segments = WordDiff.between(before, after);

        assertThat(WordDiff.before(segments)).isEqualTo(before);
        assertThat(WordDiff.after(segments)).isEqualTo(after);
    }

    @Test
    void aVeryLongWord_isOneWord() {
        String word = "x".repeat(200_000);
        assertThat(WordDiff.between(word, word + "y"))
                .containsExactly(new Segment(REMOVED, word), new Segment(ADDED, word + "y"));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                        "a", "b", "foo", "bar", " ", " ", "  ", "\t", "\n", "\r\n", "\r", ".", ",", "é", "e\u0301", "漢",
                        "👩‍👧", "\u200d", "\u2028", "_", "7")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(words, words, JsonArbitraries.text());
    }
}
