package dev.synap.core.history;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays two lists side by side so that as much as possible is kept, by Myers' algorithm. Its cost grows with the
 * square of the differences, so it gives up at {@value #MAX_DIFFERENCES}: then all that lies between the common
 * start and the common end counts as replaced.
 */
final class Alignment {

    /** Counted without what stands in one of the lists only, which costs nothing. */
    static final int MAX_DIFFERENCES = 1_000;

    /** A stretch of both lists, up to but not including the ends: the same in both if kept, else one for the other. */
    record Stretch(boolean kept, int before, int beforeEnd, int after, int afterEnd) {}

    private Alignment() {}

    /** Stretches, kept and replaced in turn, that cover both lists. */
    static List<Stretch> of(List<String> before, List<String> after) {
        int[] origins = origins(before, after);
        List<Stretch> stretches = new ArrayList<>();
        int b = 0;
        int a = 0;
        while (b < before.size() || a < after.size()) {
            int beforeStart = b;
            int afterStart = a;
            while (a < after.size() && origins[a] == b) {
                a++;
                b++;
            }
            boolean kept = a > afterStart;
            if (!kept) {
                while (a < after.size() && origins[a] < 0) {
                    a++;
                }
                b = a < after.size() ? origins[a] : before.size();
            }
            stretches.add(new Stretch(kept, beforeStart, b, afterStart, a));
        }
        return stretches;
    }

    /** For each element after, where it stood before; -1 where it is new. */
    private static int[] origins(List<String> before, List<String> after) {
        int[] origins = new int[after.size()];
        Arrays.fill(origins, -1);
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            origins[head] = head;
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
            origins[after.size() - tail] = before.size() - tail;
        }
        alignMiddle(before, after, head, tail, origins);
        return origins;
    }

    private static void alignMiddle(List<String> before, List<String> after, int head, int tail, int[] origins) {
        List<String> middleBefore = before.subList(head, before.size() - tail);
        List<String> middleAfter = after.subList(head, after.size() - tail);
        Map<String, Integer> numbers = new HashMap<>();
        List<Integer> keysBefore = new ArrayList<>();
        List<Integer> keysAfter = new ArrayList<>();
        int[] placesBefore = shared(middleBefore, new HashSet<>(middleAfter), head, numbers, keysBefore);
        int[] placesAfter = shared(middleAfter, new HashSet<>(middleBefore), head, numbers, keysAfter);
        if (keysBefore.isEmpty()) {
            return;
        }
        int b = 0;
        int a = 0;
        for (Change change : changes(keysBefore, keysAfter)) {
            while (b < change.startOriginal) {
                origins[placesAfter[a++]] = placesBefore[b++];
            }
            b = change.endOriginal;
            a = change.endRevised;
        }
        while (b < keysBefore.size()) {
            origins[placesAfter[a++]] = placesBefore[b++];
        }
    }

    /** The places of what the other list has too. */
    private static int[] shared(
            List<String> list, Set<String> other, int offset, Map<String, Integer> numbers, List<Integer> keys) {
        int[] places = new int[list.size()];
        for (int i = 0; i < list.size(); i++) {
            String element = list.get(i);
            if (other.contains(element)) {
                places[keys.size()] = offset + i;
                keys.add(numbers.computeIfAbsent(element, any -> numbers.size()));
            }
        }
        return places;
    }

    private static List<Change> changes(List<Integer> before, List<Integer> after) {
        try {
            // The algorithm tells them from the end backwards.
            return new MyersDiff<Integer>()
                    .computeDiff(before, after, new Limit()).stream()
                            .sorted(Comparator.comparingInt((Change change) -> change.startOriginal)
                                    .thenComparingInt(change -> change.startRevised))
                            .toList();
        } catch (TooDifferent e) {
            return List.of(new Change(DeltaType.CHANGE, 0, before.size(), 0, after.size()));
        }
    }

    /** Listening is the one way to stop the algorithm, and throwing the one way to say so. */
    private static final class Limit implements DiffAlgorithmListener {

        @Override
        public void diffStart() {}

        @Override
        public void diffStep(int differences, int max) {
            if (differences > MAX_DIFFERENCES) {
                throw new TooDifferent();
            }
        }

        @Override
        public void diffEnd() {}
    }

    private static final class TooDifferent extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooDifferent() {
            super("more than " + MAX_DIFFERENCES + " differences", null, false, false);
        }
    }
}
