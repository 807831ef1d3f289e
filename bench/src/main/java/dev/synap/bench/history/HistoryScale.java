package dev.synap.bench.history;

import dev.synap.bench.run.Scale;

/**
 * How long and how large a run is.
 *
 * @param name as in {@code --quick}
 * @param events in the log that scenarios work on
 * @param rounds of each side, where a round is a walk through that log
 */
public record HistoryScale(String name, int events, int rounds) implements Scale {

    /** For numbers to quote. */
    public static HistoryScale full() {
        return new HistoryScale("full", 1_000_000, 3);
    }

    /** For a look in minutes: the same measures over less. */
    public static HistoryScale quick() {
        return new HistoryScale("quick", 100_000, 2);
    }

    /** As short as can be, to see that all of it works; its numbers mean nothing. */
    static HistoryScale tiny() {
        return new HistoryScale("tiny", 3_000, 1);
    }
}
