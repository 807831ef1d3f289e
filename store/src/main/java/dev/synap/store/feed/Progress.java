package dev.synap.store.feed;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far a subscriber has come in a workspace, to wait on.
 *
 * <p>Thread-safe.
 */
final class Progress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long position;
    private int waiting;

    long position() {
        return position;
    }

    void moveTo(long reached) {
        position = reached;
        lock.lock();
        try {
            if (waiting > 0) {
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the position is reached, after a while at the latest. */
    boolean await(long wanted, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        waiting++;
        try {
            while (position < wanted && left > 0) {
                left = moved.awaitNanos(left);
            }
            return position >= wanted;
        } finally {
            waiting--;
            lock.unlock();
        }
    }
}
