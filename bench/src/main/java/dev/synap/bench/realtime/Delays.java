package dev.synap.bench.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long it took from when events were recorded until clients were told of them. The log notes the time just before it
 * commits, so that the commit is counted too.
 *
 * <p>Thread-safe.
 */
final class Delays {

    private static final String TIMESTAMP = "\"timestamp\":\"";
    private static final int TIME_LENGTH = 27;
    private static final long HIGHEST_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;

    private final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final AtomicLong count = new AtomicLong();

    /** Takes a message as it comes. */
    void take(String packet) {
        Instant now = Instant.now();
        int at = packet.indexOf(TIMESTAMP);
        if (packet.startsWith("42[\"entity:") && at > 0) {
            int from = at + TIMESTAMP.length();
            Instant recorded = Instant.parse(packet.substring(from, from + TIME_LENGTH));
            long delay = Duration.between(recorded, now).toNanos() / 1_000;
            micros.recordValue(Math.clamp(delay, 0, HIGHEST_MICROS));
            count.incrementAndGet();
        }
    }

    long count() {
        return count.get();
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** Forgets what has come so far. */
    void reset() {
        micros.reset();
        count.set(0);
    }
}
