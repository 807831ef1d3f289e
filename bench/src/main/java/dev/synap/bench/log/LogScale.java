package dev.synap.bench.log;

import dev.synap.bench.load.Schedule;
import dev.synap.bench.run.Scale;
import java.time.Duration;
import java.util.List;

/**
 * How long and how large a run is.
 *
 * @param name as in {@code --quick}
 */
public record LogScale(String name, Times times, Counts counts) implements Scale {

    /** For numbers to quote. */
    public static LogScale full() {
        return new LogScale(
                "full",
                new Times(seconds(10), seconds(40), schedule(5, 5, 2), schedule(5, 2, 1)),
                new Counts(List.of(1, 8, 32, 128), 32, true, 200_000, 1_000_000, 10_000, 5_000_000, 200_000));
    }

    /** For a look in under five minutes: the same measures, shorter, over fewer stored events. */
    public static LogScale quick() {
        return new LogScale(
                "quick",
                new Times(seconds(4), seconds(25), schedule(3, 1.2, 0.8), schedule(3, 0.4, 0.3)),
                new Counts(List.of(1, 8, 32, 128), 32, false, 200_000, 100_000, 10_000, 200_000, 40_000));
    }

    /** As short as can be, to see that all of it works; its numbers mean nothing. */
    static LogScale tiny() {
        Schedule moment = schedule(1, 0.05, 0);
        return new LogScale(
                "tiny",
                new Times(Duration.ZERO, Duration.ZERO, moment, moment),
                new Counts(List.of(1, 4), 4, true, 3_000, 4_000, 1_000, 3_000, 300));
    }

    private static Schedule schedule(int rounds, double roundSeconds, double warmUpSeconds) {
        return new Schedule(rounds, seconds(roundSeconds), seconds(warmUpSeconds));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /**
     * How long.
     *
     * @param warmUp of the JVM, before everything
     * @param serverWarmUp of a new server, which takes half a minute of load until its code is compiled
     * @param writes of appends
     * @param reads of everything that does not write
     */
    public record Times(Duration warmUp, Duration serverWarmUp, Schedule writes, Schedule reads) {}

    /**
     * How many.
     *
     * @param threads that append, for each measure of single appends
     * @param connections that append over HTTP, and writers who contend for one subject
     * @param extras whether to measure what is for information only
     * @param readEvents in the workspace that is read
     * @param longSubject events of the long-lived subject
     * @param smallLog events stored in the small log
     * @param largeLog events stored in the large log
     * @param diskEvents that are stored to see how much room they take
     */
    public record Counts(
            List<Integer> threads,
            int connections,
            boolean extras,
            int readEvents,
            int longSubject,
            int smallLog,
            int largeLog,
            int diskEvents) {}
}
