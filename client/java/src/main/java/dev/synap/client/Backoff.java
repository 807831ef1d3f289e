package dev.synap.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: twice as long each time, up to a limit, of which half is left to
 * chance, so that clients that failed together do not come back together.
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

    static Backoff standard() {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), RandomGenerator.getDefault());
    }

    /** The pause after this many failures in a row, 1 or more. */
    Duration pause(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, 20);
        long limited = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(limited / 2 + random.nextLong(limited / 2 + 1));
    }
}
