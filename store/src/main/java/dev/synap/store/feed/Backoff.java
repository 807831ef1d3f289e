package dev.synap.store.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a failed handler is tried again: twice as long each time, and by chance up to half
 * of that less, so that what failed together does not come back together.
 *
 * @param first after the first failure
 * @param longest at most
 * @param attempts after so many failures the event is parked
 */
public record Backoff(Duration first, Duration longest, int attempts, RandomGenerator random) {

    public Backoff {
        if (first.isNegative() || longest.compareTo(first) < 0 || attempts < 1) {
            throw new IllegalArgumentException("a backoff needs 0 <= first <= longest and at least one attempt");
        }
    }

    /** How long to wait after this many failures, 1 or more. */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, 30);
        long longestMillis = longest.toMillis();
        long millis = doubled < 0 ? longestMillis : Math.min(doubled, longestMillis);
        return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
    }

    /** Whether it is not to be tried again. */
    public boolean isExhausted(int failures) {
        return failures >= attempts;
    }
}
