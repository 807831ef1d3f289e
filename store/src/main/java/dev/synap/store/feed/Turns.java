package dev.synap.store.feed;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets turns run, only so many at once, in the order in which they were asked for. Who has more to do goes to the
 * end of the queue, so a busy workspace does not keep others waiting.
 *
 * <p>They run on platform threads: a turn is a few short statements one after the other, and on virtual threads each
 * of their answers passes through two more threads before it is read.
 *
 * <p>Thread-safe. The queue is bounded by the number of turns there are, for each stands in it once.
 */
final class Turns implements AutoCloseable {

    private static final long CLOSE_WITHIN_SECONDS = 15;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Queue<Turn> queue = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("feed-turn-", 1).factory());
    private final int bound;
    private int running;
    private boolean closed;

    Turns(int bound) {
        this.bound = bound;
    }

    /** Has the turn run soon, and once more where it runs already. */
    void ask(Turn turn) {
        if (turn.ask()) {
            enqueue(turn);
        }
    }

    private void enqueue(Turn turn) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            queue.add(turn);
            if (running < bound) {
                running++;
                threads.execute(this::runAll);
            }
        } finally {
            lock.unlock();
        }
    }

    private void runAll() {
        for (Turn next = next(); next != null; next = next()) {
            if (next.run()) {
                enqueue(next);
            }
        }
    }

    private @Nullable Turn next() {
        lock.lock();
        try {
            Turn next = closed ? null : queue.poll();
            if (next == null) {
                running--;
                idle.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Starts no more turns, and waits a while for those that run. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            long left = TimeUnit.SECONDS.toNanos(CLOSE_WITHIN_SECONDS);
            while (running > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
            threads.shutdown();
        }
    }
}
