package dev.synap.bench.run;

import java.time.Duration;
import java.util.List;

/**
 * A benchmark: scenarios about one part of Synap, and how large they are.
 *
 * @param <S> how large they may be
 */
public interface Benchmark<S extends Scale> {

    /** A word to choose it by. */
    String name();

    /** The scenarios, in the order in which they are run. */
    List<Scenario<S>> scenarios();

    /** For numbers to quote. */
    S full();

    /** For a look in minutes: the same measures, shorter and smaller. */
    S quick();

    /** About how long {@link #warmUp} takes. */
    default Duration warmUpTime(S scale) {
        return Duration.ZERO;
    }

    /** Lets this JVM compile what several scenarios run, so that the first measure is like the last. */
    default void warmUp(Stage<S> stage) throws Exception {}

    /** The words that scenarios are chosen by. */
    default List<String> scenarioNames() {
        return scenarios().stream().map(Scenario::name).toList();
    }
}
