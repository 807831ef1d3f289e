package dev.synap.store.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far a workspace's log is known to reach, to wait on.
 *
 * <p>Thread-safe.
 */
final class Growth {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long position;

    void reach(long reached) {
        lock.lock();
        try {
            if (reached > position) {
                position = reached;
                grown.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the log is known to reach beyond a position, or after a while. */
    void awaitBeyond(long seen, long timeout, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        lock.lock();
        try {
            while (position <= seen && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
