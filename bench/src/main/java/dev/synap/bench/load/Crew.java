package dev.synap.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that begin together, one for each worker, and make one call after the other; the first failure ends
 * them all.
 */
final class Crew {

    private final CountDownLatch start = new CountDownLatch(1);
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile long startedAt;

    /**
     * Runs the workers of a side to their end.
     *
     * @throws IllegalStateException when a call failed
     */
    Sample run(Side side, Calls calls) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Tally> tallies = new CopyOnWriteArrayList<>();
        for (Worker worker : side.workers()) {
            threads.add(side.threads().newThread(() -> makeAll(calls, worker, tallies)));
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
        return Tally.sum(tallies);
    }

    /** When the threads were let go, as {@link System#nanoTime} has it. */
    long startedAt() {
        return startedAt;
    }

    private void makeAll(Calls calls, Worker worker, List<Tally> tallies) {
        try {
            start.await();
            Tally tally = new Tally(startedAt);
            boolean more = true;
            while (more && !failed.get()) {
                more = calls.next(worker, tally);
            }
            tallies.add(tally);
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

    /** When calls are made. Thread-safe. */
    interface Calls {

        /**
         * Makes the next one of a worker.
         *
         * @param tally of this worker
         * @return whether another one is to follow
         */
        boolean next(Worker worker, Tally tally) throws Exception;
    }
}
