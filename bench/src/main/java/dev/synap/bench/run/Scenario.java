package dev.synap.bench.run;

import java.time.Duration;

/**
 * One group of measures, which may be run by itself.
 *
 * @param <S> how large it may be
 */
public interface Scenario<S extends Scale> {

    /** A word to choose it by. */
    String name();

    /** About how long it takes. */
    Duration estimate(S scale);

    /** Measures; gives each measurement to the stage as soon as it is there. */
    void run(Stage<S> stage) throws Exception;
}
