package dev.synap.bench.report;

import org.jspecify.annotations.Nullable;

/** What a measurement should come to. */
public sealed interface Goal {

    /**
     * Whether a measurement reaches it.
     *
     * @param ratio null where there is none
     */
    boolean isMetBy(double value, @Nullable Double ratio);

    /** At least this much: the ratio, or the value where there is no ratio. */
    record AtLeast(double bound) implements Goal {
        @Override
        public boolean isMetBy(double value, @Nullable Double ratio) {
            return (ratio == null ? value : ratio) >= bound;
        }

        @Override
        public String toString() {
            return "≥ " + Numbers.plain(bound);
        }
    }

    /** At most this much: the ratio, or the value where there is no ratio. */
    record AtMost(double bound) implements Goal {
        @Override
        public boolean isMetBy(double value, @Nullable Double ratio) {
            return (ratio == null ? value : ratio) <= bound;
        }

        @Override
        public String toString() {
            return "≤ " + Numbers.plain(bound);
        }
    }

    /** Another goal, for the value alone, whatever the ratio is. */
    record OfValue(Goal goal, String unit) implements Goal {
        @Override
        public boolean isMetBy(double value, @Nullable Double ratio) {
            return goal.isMetBy(value, null);
        }

        @Override
        public String toString() {
            return goal + " " + unit;
        }
    }

    static Goal atLeast(double bound) {
        return new AtLeast(bound);
    }

    static Goal atMost(double bound) {
        return new AtMost(bound);
    }

    /**
     * This goal for the value alone, where there is a ratio besides.
     *
     * @param unit of the value, in short
     */
    default Goal ofValue(String unit) {
        return new OfValue(this, unit);
    }
}
