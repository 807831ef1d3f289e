package dev.synap.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.history.Alignment.Stretch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    @Property(tries = 1000)
    void asMuchIsKeptAsCanBe(@ForAll("lists") List<String> before, @ForAll("lists") List<String> after) {
        List<Stretch> stretches = Alignment.of(before, after);

        assertCovers(stretches, before, after);
        assertThat(kept(stretches)).isEqualTo(LongestCommon.length(before, after));
    }

    @Test
    void tooManyDifferences_replaceAllBetweenTheCommonStartAndEnd() {
        List<String> shuffled = new ArrayList<>(numbers(0, 3_000));
        Collections.shuffle(shuffled, new Random(7));
        List<String> before = surrounded(numbers(0, 3_000));
        List<String> after = surrounded(shuffled);

        List<Stretch> stretches = Alignment.of(before, after);

        assertCovers(stretches, before, after);
        assertThat(stretches).hasSize(3);
        assertThat(kept(stretches)).isEqualTo(2);
    }

    @Test
    void whatStandsInOneListOnly_isNoDifferenceThatCounts() {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            before.addAll(List.of("old" + i, "same" + i));
            after.addAll(List.of("new" + i, "same" + i));
        }

        assertThat(kept(Alignment.of(before, after))).isEqualTo(3_000);
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return Arbitraries.of("a", "b", "c", "d").list().ofMaxSize(14);
    }

    private static void assertCovers(List<Stretch> stretches, List<String> before, List<String> after) {
        int b = 0;
        int a = 0;
        boolean keptLast = false;
        for (Stretch each : stretches) {
            assertThat(each.before()).isEqualTo(b);
            assertThat(each.after()).isEqualTo(a);
            List<String> old = before.subList(b, each.beforeEnd());
            List<String> now = after.subList(a, each.afterEnd());
            assertThat(old.isEmpty() && now.isEmpty()).isFalse();
            if (each.kept()) {
                assertThat(old).isEqualTo(now);
            }
            assertThat(each == stretches.getFirst() || each.kept() != keptLast).isTrue();
            keptLast = each.kept();
            b = each.beforeEnd();
            a = each.afterEnd();
        }
        assertThat(b).isEqualTo(before.size());
        assertThat(a).isEqualTo(after.size());
    }

    private static int kept(List<Stretch> stretches) {
        return stretches.stream()
                .filter(Stretch::kept)
                .mapToInt(stretch -> stretch.afterEnd() - stretch.after())
                .sum();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static List<String> surrounded(List<String> middle) {
        List<String> list = new ArrayList<>(List.of("start"));
        list.addAll(middle);
        list.add("end");
        return list;
    }
}
