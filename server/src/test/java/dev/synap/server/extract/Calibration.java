package dev.synap.server.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often suggestions with so many points, or of such a confidence, are right. */
final class Calibration {

    private final TreeMap<Integer, Share> shares = new TreeMap<>();

    /** So many right, of so many. */
    record Share(int right, int all) {

        Share plus(Share other) {
            return new Share(right + other.right, all + other.all);
        }

        /** The expected share, if all shares are as likely before anything is seen. */
        double expected() {
            return (right + 1.0) / (all + 2.0);
        }
    }

    void add(int key, boolean right) {
        shares.merge(key, new Share(right ? 1 : 0, 1), Share::plus);
    }

    Map<Integer, Share> shares() {
        return shares;
    }

    /**
     * The confidence for each number of points up to the most: more points never mean less. Where they would, the
     * neighbours are counted together.
     */
    Map<Integer, Double> confidences(int most) {
        List<Share> pools = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int points = 1; points <= most; points++) {
            pools.add(shares.getOrDefault(points, new Share(0, 0)));
            sizes.add(1);
            while (pools.size() > 1 && mustPool(pools.get(pools.size() - 2), pools.getLast())) {
                Share last = pools.removeLast();
                pools.add(pools.removeLast().plus(last));
                int size = sizes.removeLast();
                sizes.add(sizes.removeLast() + size);
            }
        }
        Map<Integer, Double> confidences = new TreeMap<>();
        int points = 1;
        for (int i = 0; i < pools.size(); i++) {
            for (int each = 0; each < sizes.get(i); each++) {
                confidences.put(points++, Math.round(pools.get(i).expected() * 100) / 100.0);
            }
        }
        return confidences;
    }

    private static boolean mustPool(Share lower, Share higher) {
        return lower.all() == 0 || lower.expected() > higher.expected();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
