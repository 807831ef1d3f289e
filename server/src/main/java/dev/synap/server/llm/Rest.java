package dev.synap.server.llm;

import java.time.Duration;

/** Leaves something alone for a while that failed again and again. Thread-safe. */
final class Rest {

    private final int failuresToRest;
    private final Duration length;
    private int failures;
    private long until = System.nanoTime();

    /** @param failuresToRest so many in a row */
    Rest(int failuresToRest, Duration length) {
        this.failuresToRest = failuresToRest;
        this.length = length;
    }

    synchronized boolean isOn() {
        return until - System.nanoTime() > 0;
    }

    synchronized void passed() {
        failures = 0;
    }

    /** The first one after a rest begins the next. */
    synchronized void failed() {
        failures++;
        if (failures >= failuresToRest) {
            until = System.nanoTime() + length.toNanos();
        }
    }
}
