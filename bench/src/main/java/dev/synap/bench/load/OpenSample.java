package dev.synap.bench.load;

import java.time.Duration;

/**
 * What an open loop came to.
 *
 * @param sample of the calls that were made, each counted from when it was due
 * @param due how many calls were due; more than were made when the loop was given up
 * @param behind from when the last call was due to the last answer
 */
public record OpenSample(Sample sample, long due, Duration behind) {

    /**
     * Whether the rate was held: every call made and worth a unit of work, 99 of 100 answered within this time of
     * when they were due, and nothing left waiting for longer at the end.
     */
    public boolean isSustained(Duration within) {
        return isComplete() && sample.millis(99) <= within.toNanos() / 1e6 && behind.compareTo(within) <= 0;
    }

    /** How many calls were made. */
    public long made() {
        return sample.latency().getTotalCount();
    }

    /** Whether every call was made, and worth a unit of work. */
    public boolean isComplete() {
        return sample.units() >= due;
    }
}
