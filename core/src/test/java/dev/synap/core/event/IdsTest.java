package dev.synap.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.synap.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTest {

    @Test
    void newIds_areUniqueAndSortInTheOrderTheyWereMade() {
        Ids ids = Ids.random();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            made.add(ids.next("evt"));
        }
        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("evt_[0-9A-Za-z]{22}"));
    }

    @Property
    void ids_sortAsTheirUuidsDo(@ForAll long aHigh, @ForAll long aLow, @ForAll long bHigh, @ForAll long bLow) {
        String a = Ids.from(() -> new UUID(aHigh, aLow)).next("x");
        String b = Ids.from(() -> new UUID(bHigh, bLow)).next("x");
        int byHigh = Long.compareUnsigned(aHigh, bHigh);
        int expected = byHigh != 0 ? byHigh : Long.compareUnsigned(aLow, bLow);
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(expected));
        assertThat(a).hasSize(24);
    }

    @Test
    void derivedIds_areTheSameForeverAndDifferForOtherParts() {
        assertThat(Ids.derived("note", "default", "evt_1"))
                .isEqualTo(Ids.derived("note", "default", "evt_1"))
                .matches("note_[0-9A-Za-z]{22}");
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            made.add(Ids.derived("note", "default", "evt_" + i));
        }
        assertThat(made).hasSize(100_000);
    }

    @Test
    void derivedIds_differWhereOnlyTheCutBetweenPartsDiffers() {
        assertThat(Set.of(
                        Ids.derived("x", "ab", "c"),
                        Ids.derived("x", "a", "bc"),
                        Ids.derived("x", "abc"),
                        Ids.derived("x", "abc", ""),
                        Ids.derived("x", "a\0", "b"),
                        Ids.derived("x", "a", "\0b")))
                .hasSize(6);
    }

    @Test
    void aLongPrefix_isCutSoThatTheIdStaysWithinItsLimit() {
        String prefix = "p".repeat(Ids.MAX_LENGTH);
        assertThat(Ids.random().next(prefix)).hasSize(Ids.MAX_LENGTH);
        assertThat(Ids.derived(prefix, "a")).hasSize(Ids.MAX_LENGTH);
        assertThat(Ids.derived("p".repeat(105), "a")).hasSize(128);
        assertThat(Ids.derived("p".repeat(104), "a")).hasSize(127);
    }

    @Property
    void idCharacters_pass(
            @ForAll
                    @StringLength(min = 1, max = 128)
                    @CharRange(from = 'a', to = 'z')
                    @CharRange(from = 'A', to = 'Z')
                    @CharRange(from = '0', to = '9')
                    @Chars({'_', '-', '.', ':'})
                    String id) {
        assertThat(Ids.check("id", id)).isEqualTo(id);
    }

    @Property(tries = 2_000)
    void aSingleCharacter_passesOnlyWhenItIsAnIdCharacter(@ForAll char c) {
        boolean allowed = String.valueOf(c).matches("[A-Za-z0-9_.:-]");
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> Ids.check("id", "a" + c));
        if (allowed) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused)
                    .hasMessage("may hold only A-Z a-z 0-9 _ - . : but has U+%04X at index 1".formatted((int) c));
        }
    }

    @ParameterizedTest
    @CsvSource({"@, 0040", "[, 005B", "`, 0060", "{, 007B", "/, 002F", ";, 003B", "é, 00E9", "' ', 0020"})
    void neighboursOfIdCharacters_areRefused(String character, String code) {
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> Ids.check("subjectId", character));
        assertThat(refused).hasMessage("may hold only A-Z a-z 0-9 _ - . : but has U+" + code + " at index 0");
        assertThat(refused.field()).isEqualTo("subjectId");
    }

    @Test
    void emptyAndOverlongIds_areRefusedWithTheirLength() {
        assertThat(Ids.check("id", "x".repeat(128))).hasSize(128);
        assertThat(catchThrowableOfType(InvalidInputException.class, () -> Ids.check("id", "")))
                .hasMessage("must have 1 to 128 characters, but has 0");
        assertThat(catchThrowableOfType(InvalidInputException.class, () -> Ids.check("id", "x".repeat(129))))
                .hasMessage("must have 1 to 128 characters, but has 129");
    }
}
