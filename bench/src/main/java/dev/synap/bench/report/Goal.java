package dev.synap.bench.report;

/** What a ratio, or a value that has none, should come to. */
public sealed interface Goal {

    boolean isMetBy(double number);

    /** At least this much. */
    record AtLeast(double bound) implements Goal {
        @Override
        public boolean isMetBy(double number) {
            return number >= bound;
        }

        @Override
        public String toString() {
            return "≥ " + Numbers.plain(bound);
        }
    }

    /** At most this much. */
    record AtMost(double bound) implements Goal {
        @Override
        public boolean isMetBy(double number) {
            return number <= bound;
        }

        @Override
        public String toString() {
            return "≤ " + Numbers.plain(bound);
        }
    }

    static Goal atLeast(double bound) {
        return new AtLeast(bound);
    }

    static Goal atMost(double bound) {
        return new AtMost(bound);
    }
}
