package dev.synap.bench.load;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one worker has done. Latencies are kept from a microsecond to two minutes, to three digits. */
final class Tally {

    private static final long LEAST_NANOS = 1_000;
    private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private final long startedAt;
    private final Histogram latency = noLatencies();
    private long units;
    private long nanos;

    /**
     * @param startedAt when all workers began, as {@link System#nanoTime} has it
     */
    Tally(long startedAt) {
        this.startedAt = startedAt;
    }

    /**
     * A call has been answered.
     *
     * @param from when its latency begins
     */
    void add(long worked, long from, long answeredAt) {
        latency.recordValue(Math.min(answeredAt - from, MOST_NANOS));
        units += worked;
        nanos = answeredAt - startedAt;
    }

    /** From the start to the last answer; 0 before the first one. */
    long nanos() {
        return nanos;
    }

    static Sample sum(Collection<Tally> tallies) {
        Histogram latency = noLatencies();
        long units = 0;
        long nanos = 1;
        for (Tally tally : tallies) {
            latency.add(tally.latency);
            units += tally.units;
            nanos = Math.max(nanos, tally.nanos);
        }
        return new Sample(units, nanos, latency);
    }

    static Histogram noLatencies() {
        return new Histogram(LEAST_NANOS, MOST_NANOS, DIGITS);
    }
}
