package dev.synap.bench.write;

import dev.synap.bench.load.Schedule;
import dev.synap.bench.run.Scale;
import java.time.Duration;

/**
 * How long and how large a run is.
 *
 * @param name as in {@code --quick}
 */
public record WriteScale(String name, Times times, Counts counts) implements Scale {

    /** For numbers to quote. */
    public static WriteScale full() {
        return new WriteScale(
                "full",
                new Times(
                        seconds(40),
                        schedule(3, 60, 3),
                        schedule(5, 5, 2),
                        new Search(seconds(15), seconds(60)),
                        new Quiet(seconds(20), seconds(60), seconds(60))),
                new Counts(64, 1_000_000, 3, 10_000, 100));
    }

    /** For a look in minutes: the same measures, shorter and over less. */
    public static WriteScale quick() {
        return new WriteScale(
                "quick",
                new Times(
                        seconds(25),
                        schedule(1, 10, 1),
                        schedule(3, 1.5, 1),
                        new Search(seconds(4), seconds(10)),
                        new Quiet(seconds(15), seconds(10), seconds(10))),
                new Counts(64, 100_000, 2, 2_000, 100));
    }

    /** As short as can be, to see that all of it works; its numbers mean nothing. */
    static WriteScale tiny() {
        return new WriteScale(
                "tiny",
                new Times(
                        Duration.ZERO,
                        schedule(1, 0.3, 0),
                        schedule(1, 0.2, 0),
                        new Search(seconds(0.2), seconds(0.2)),
                        new Quiet(Duration.ZERO, seconds(0.3), seconds(0.3))),
                new Counts(8, 3_000, 1, 20, 5));
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
     * @param serverWarmUp of a new server, which takes half a minute of load until its code is compiled
     * @param latency of requests at a set rate
     * @param throughput of requests in a closed loop
     */
    public record Times(Duration serverWarmUp, Schedule latency, Schedule throughput, Search search, Quiet quiet) {}

    /**
     * How long to look for the highest rate.
     *
     * @param step at each rate on the way
     * @param hold at the one that is found
     */
    public record Search(Duration step, Duration hold) {}

    /**
     * How long a server is left alone.
     *
     * @param settle until it has put away what it was given; longer than it keeps a workspace to itself
     * @param idle with nothing to do
     * @param wake with a request now and then
     */
    public record Quiet(Duration settle, Duration idle, Duration wake) {}

    /**
     * How many.
     *
     * @param connections that requests come over; more than are under way at once
     * @param catchUpEvents in the log that projections are made of
     * @param catchUps from its beginning to its end
     * @param workspaces that there are, while only some are active
     * @param active of them
     */
    public record Counts(int connections, int catchUpEvents, int catchUps, int workspaces, int active) {}
}
