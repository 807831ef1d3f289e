package dev.synap.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A closed loop: each worker makes its next call when the last one has been answered. */
public final class Load {

    private static final long LEAST_NANOS = 1_000;
    private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private final Side side;
    private final Stop stop;
    private final CountDownLatch start = new CountDownLatch(1);
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile long startedAt;

    private Load(Side side, Stop stop) {
        this.side = side;
        this.stop = stop;
    }

    /** Runs all workers of a side for this long; calls that have begun by then are finished and counted. */
    public static Sample run(Side side, Duration duration) throws Exception {
        long nanos = duration.toNanos();
        return new Load(side, (units, elapsed) -> elapsed >= nanos).run();
    }

    /** Runs all workers of a side until they have done this much together. */
    public static Sample runUnits(Side side, long units) throws Exception {
        AtomicLong left = new AtomicLong(units);
        return new Load(side, (done, elapsed) -> left.addAndGet(-done) <= 0).run();
    }

    private Sample run() throws Exception {
        List<Loop> loops = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Worker worker : side.workers()) {
            Loop loop = new Loop(worker);
            loops.add(loop);
            threads.add(side.threads().newThread(loop));
        }
        threads.forEach(Thread::start);
        startedAt = System.nanoTime();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("a call failed: " + cause.getMessage(), cause);
        }
        return sum(loops);
    }

    private Sample sum(List<Loop> loops) {
        Histogram latency = emptyHistogram();
        long units = 0;
        long endedAt = startedAt + 1;
        for (Loop loop : loops) {
            latency.add(loop.latency);
            units += loop.units;
            endedAt = Math.max(endedAt, loop.endedAt);
        }
        return new Sample(units, endedAt - startedAt, latency);
    }

    static Histogram emptyHistogram() {
        return new Histogram(LEAST_NANOS, MOST_NANOS, DIGITS);
    }

    private interface Stop {
        boolean isReached(long unitsOfLastCall, long nanosSinceStart);
    }

    private final class Loop implements Runnable {
        private final Worker worker;
        private final Histogram latency = emptyHistogram();
        private long units;
        private long endedAt;

        Loop(Worker worker) {
            this.worker = worker;
        }

        @Override
        public void run() {
            try {
                start.await();
                long from = System.nanoTime();
                boolean done = false;
                while (!done && !failed.get()) {
                    long worked = worker.work();
                    long to = System.nanoTime();
                    latency.recordValue(Math.min(to - from, MOST_NANOS));
                    units += worked;
                    endedAt = to;
                    done = stop.isReached(worked, to - startedAt);
                    from = to;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(e);
            } catch (Exception | Error e) {
                fail(e);
            }
        }

        private void fail(Throwable cause) {
            failure.compareAndSet(null, cause);
            failed.set(true);
        }
    }
}
