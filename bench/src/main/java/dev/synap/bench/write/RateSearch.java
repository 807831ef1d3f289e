package dev.synap.bench.write;

import dev.synap.bench.load.OpenSample;
import java.time.Duration;

/** Looks for the highest rate that is sustained: upwards in steps, then for long at the last one that held. */
final class RateSearch {

    private static final double STEP = 1.25;
    private static final double STEP_BACK = 1.1;
    private static final int MOST_STEPS = 20;
    private static final int MOST_CONFIRMATIONS = 5;

    private final Trial steps;
    private final Trial confirmation;
    private final Duration within;

    /**
     * @param steps tries a rate for a short while
     * @param confirmation tries it for long
     * @param within what 99 of 100 calls may take
     */
    RateSearch(Trial steps, Trial confirmation, Duration within) {
        this.steps = steps;
        this.confirmation = confirmation;
        this.within = within;
    }

    /**
     * Searches from a rate that should hold.
     *
     * @throws IllegalStateException when no rate held
     */
    Found from(double start) throws Exception {
        double rate = climb(start);
        for (int i = 0; i < MOST_CONFIRMATIONS; i++) {
            OpenSample sample = confirmation.at(rate);
            if (sample.isSustained(within)) {
                return new Found(rate, sample);
            }
            rate /= STEP_BACK;
        }
        throw new IllegalStateException("no rate was held, down to %.1f a second".formatted(rate * STEP_BACK));
    }

    private double climb(double start) throws Exception {
        double rate = start;
        int step = 0;
        while (!holds(rate)) {
            if (++step == MOST_STEPS) {
                throw new IllegalStateException("no rate was held, down to %.1f a second".formatted(rate));
            }
            rate /= STEP;
        }
        while (step == 0 && rate < start * Math.pow(STEP, MOST_STEPS) && holds(rate * STEP)) {
            rate *= STEP;
        }
        return rate;
    }

    private boolean holds(double rate) throws Exception {
        return steps.at(rate).isSustained(within);
    }

    /** Tries a rate, in calls a second. */
    interface Trial {
        OpenSample at(double perSecond) throws Exception;
    }

    /**
     * A rate that was held.
     *
     * @param perSecond calls
     */
    record Found(double perSecond, OpenSample sample) {}
}
