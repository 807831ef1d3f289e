package dev.synap.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What one round of one side came to.
 *
 * @param units of work done
 * @param nanos from the start of all threads to the end of the last call
 * @param latency of the calls, in nanoseconds; empty where there were none
 */
public record Sample(long units, long nanos, Histogram latency) {

    /** Of something that is not made of calls. */
    public static Sample withoutCalls(long units, long nanos) {
        return new Sample(units, nanos, Tally.noLatencies());
    }

    /** Units of work in a second. */
    public double perSecond() {
        return units * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    /** What this share of the calls took at most, in milliseconds. */
    public double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }
}
