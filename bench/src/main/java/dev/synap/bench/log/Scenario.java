package dev.synap.bench.log;

import java.time.Duration;

/** One group of measures, which may be run by itself. */
interface Scenario {

    /** A word to choose it by. */
    String name();

    /** About how long it takes. */
    Duration estimate(Scale scale);

    void run(Stage stage) throws Exception;
}
