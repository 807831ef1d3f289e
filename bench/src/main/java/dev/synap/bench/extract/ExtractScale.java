package dev.synap.bench.extract;

import dev.synap.bench.load.Schedule;
import dev.synap.bench.run.Scale;
import java.time.Duration;

/**
 * How long a run is.
 *
 * @param name as in {@code --quick}
 * @param schedule of reading sentences
 * @param capturesBefore those that count, in a browser, for a new server is slow
 * @param captures in a browser
 */
public record ExtractScale(String name, Schedule schedule, int capturesBefore, int captures) implements Scale {

    /** For numbers to quote. */
    public static ExtractScale full() {
        return new ExtractScale("full", new Schedule(9, Duration.ofSeconds(3), Duration.ofSeconds(5)), 60, 200);
    }

    /** For a look in seconds. */
    public static ExtractScale quick() {
        return new ExtractScale("quick", new Schedule(5, Duration.ofSeconds(1), Duration.ofSeconds(2)), 20, 50);
    }

    /** As short as can be, to see that all of it works; its numbers mean nothing. */
    static ExtractScale tiny() {
        return new ExtractScale("tiny", new Schedule(1, Duration.ofMillis(20), Duration.ZERO), 0, 2);
    }
}
