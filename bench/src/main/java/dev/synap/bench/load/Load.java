package dev.synap.bench.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A closed loop: each worker makes its next call when the last one has been answered. */
public final class Load {

    private final Stop stop;

    private Load(Stop stop) {
        this.stop = stop;
    }

    /** Runs all workers of a side for this long; calls that have begun by then are finished and counted. */
    public static Sample run(Side side, Duration duration) throws Exception {
        long nanos = duration.toNanos();
        return new Load((units, elapsed) -> elapsed >= nanos).run(side);
    }

    /** Runs all workers of a side until they have done this much together. */
    public static Sample runUnits(Side side, long units) throws Exception {
        AtomicLong left = new AtomicLong(units);
        return new Load((done, elapsed) -> left.addAndGet(-done) <= 0).run(side);
    }

    private Sample run(Side side) throws InterruptedException {
        return new Crew().run(side, this::next);
    }

    private boolean next(Worker worker, Tally tally) throws Exception {
        long from = System.nanoTime();
        long worked = worker.work();
        tally.add(worked, from, System.nanoTime());
        return !stop.isReached(worked, tally.nanos());
    }

    private interface Stop {
        boolean isReached(long unitsOfLastCall, long nanosSinceStart);
    }
}
