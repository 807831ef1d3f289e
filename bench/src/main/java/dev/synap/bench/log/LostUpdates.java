package dev.synap.bench.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds what writers were told against what is stored. */
final class LostUpdates {

    private LostUpdates() {}

    /**
     * What is wrong; empty when nothing is.
     *
     * @param acknowledged the versions that all writers were given, in any order
     * @param stored the versions in the log
     */
    static List<String> find(long[] acknowledged, long[] stored) {
        List<String> violations = new ArrayList<>();
        long[] told = acknowledged.clone();
        Arrays.sort(told);
        findGaps("acknowledged", told, violations);
        findGaps("stored", stored, violations);
        if (told.length != stored.length) {
            violations.add(told.length + " appends were acknowledged, but " + stored.length + " events are stored");
        }
        return violations;
    }

    private static void findGaps(String what, long[] versions, List<String> violations) {
        for (int i = 0; i < versions.length; i++) {
            if (versions[i] != i + 1L) {
                violations.add("%s version %d stands where %d should".formatted(what, versions[i], i + 1L));
                return;
            }
        }
    }
}
