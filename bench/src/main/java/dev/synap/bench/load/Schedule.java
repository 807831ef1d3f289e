package dev.synap.bench.load;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param rounds of each side
 * @param warmUp of each side before the first round
 */
public record Schedule(int rounds, Duration round, Duration warmUp) {

    public Schedule {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be 1 or more, but is " + rounds);
        }
    }

    /** How long so many sides take, without what lies between the rounds. */
    public Duration total(int sides) {
        return warmUp.plus(round.multipliedBy(rounds)).multipliedBy(sides);
    }

    @Override
    public String toString() {
        return rounds + " × " + round.toMillis() / 1000.0 + " s after " + warmUp.toMillis() / 1000.0 + " s";
    }
}
