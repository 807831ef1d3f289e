package dev.synap.store.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes whoever waits for new events: at once when this process appends, and from time to time in any
 * case, for other processes append too.
 *
 * <p>Thread-safe.
 */
final class Heartbeat {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition beat = lock.newCondition();
    private long beats;

    void beat() {
        lock.lock();
        try {
            beats++;
            beat.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often it has beaten; take this before looking for events, and pass it to {@link #await}. */
    long count() {
        lock.lock();
        try {
            return beats;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when it has beaten since the count was taken, or after a while. */
    void await(long since, long timeout, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        lock.lock();
        try {
            while (beats == since && nanos > 0) {
                nanos = beat.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
