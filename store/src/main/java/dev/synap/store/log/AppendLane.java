package dev.synap.store.log;

import dev.synap.core.error.OverloadedException;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Group commit without a thread of its own. The first caller to arrive leads: it writes what waits as
 * one batch, wakes those callers, and hands the lead to the next one who waits. Callers who arrive while
 * a batch is being written make up the next batch. A lone caller never changes threads.
 *
 * <p>Thread-safe. At most one batch is being written at any time.
 */
final class AppendLane implements AutoCloseable {

    private static final int MAX_BATCH_EVENTS = 1_000;
    private static final long MAX_BATCH_WEIGHT = 4 * 1024 * 1024;
    private static final int MAX_WAITING = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<PendingAppend> waiting = new ArrayDeque<>();
    private final BatchAppender appender;
    private final Condition idle = lock.newCondition();
    private boolean led;
    private boolean closed;

    AppendLane(BatchAppender appender) {
        this.appender = appender;
    }

    AppendResult append(AppendRequest request, TableWork tables) {
        PendingAppend pending = new PendingAppend(request, tables);
        if (!enqueue(pending)) {
            pending.await();
        }
        if (!pending.isSettled()) {
            lead();
        }
        return pending.outcome();
    }

    /** Whether the caller is to lead. */
    private boolean enqueue(PendingAppend pending) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the log is closed");
            }
            if (waiting.size() >= MAX_WAITING) {
                throw new OverloadedException(
                        "more than " + MAX_WAITING + " appends are waiting; nothing was stored, try again later");
            }
            waiting.add(pending);
            if (led) {
                return false;
            }
            led = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        try {
            appender.append(nextBatch());
        } finally {
            passOn();
        }
    }

    private List<PendingAppend> nextBatch() {
        lock.lock();
        try {
            List<PendingAppend> batch = new ArrayList<>();
            int events = 0;
            long weight = 0;
            while (!waiting.isEmpty()) {
                events += waiting.element().eventCount();
                weight += waiting.element().weight();
                if (!batch.isEmpty() && (events > MAX_BATCH_EVENTS || weight > MAX_BATCH_WEIGHT)) {
                    break;
                }
                batch.add(waiting.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void passOn() {
        lock.lock();
        try {
            PendingAppend next = waiting.peek();
            if (next == null) {
                led = false;
                idle.signalAll();
            } else {
                next.promote();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more appends, and gives the connection back once those that wait are settled. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            while (led) {
                idle.awaitUninterruptibly();
            }
            appender.close();
        } finally {
            lock.unlock();
        }
    }
}
