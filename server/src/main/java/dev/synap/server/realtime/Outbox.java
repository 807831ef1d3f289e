package dev.synap.server.realtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one client is still to be sent, in order, {@value #CAPACITY} messages at most. A client that reads as fast as
 * messages come leaves it empty.
 *
 * <p>Thread-safe.
 */
final class Outbox {

    static final int CAPACITY = 1_024;

    /** The way to the client. */
    interface Wire {

        /** Whether it takes a message without piling it up. */
        boolean hasRoom();

        void send(Message message);
    }

    private final Wire wire;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private final Deque<Message> waiting = new ArrayDeque<>(0);
    private boolean closed;

    Outbox(Wire wire) {
        this.wire = wire;
    }

    /** Takes a message of which the client can be told later as well; false when half of the room is taken. */
    boolean offer(Message message) {
        return offer(message, CAPACITY / 2);
    }

    /** Takes a message that is not to be had again; false when there is no room for it. */
    boolean add(Message message) {
        return offer(message, CAPACITY);
    }

    private boolean offer(Message message, int limit) {
        lock.lock();
        try {
            if (closed) {
                return true;
            }
            if (waiting.isEmpty() && wire.hasRoom()) {
                wire.send(message);
                return true;
            }
            return waiting.size() < limit && waiting.add(message);
        } finally {
            lock.unlock();
        }
    }

    /** Offers a message, and waits for the client to read until there is room; false when it does not. */
    boolean put(Message message, long patience, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(patience);
        lock.lock();
        try {
            while (!offer(message)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = drained.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Sends what the wire has room for by now; whether nothing is left. */
    boolean flush() {
        lock.lock();
        try {
            boolean sent = false;
            while (!waiting.isEmpty() && wire.hasRoom()) {
                wire.send(waiting.poll());
                sent = true;
            }
            if (sent) {
                drained.signalAll();
            }
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Drops what is left, and takes nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
