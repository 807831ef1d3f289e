package dev.synap.store.log;

import dev.synap.core.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far a workspace's log is known to reach, to wait on, and the last few events that this process has appended, which
 * need not be read then.
 *
 * <p>Thread-safe.
 */
final class Growth {

    private static final int MAX_EVENTS = 64;
    private static final int MAX_CHARACTERS = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long position;
    private List<Event> recent = List.of();

    /** This process has appended these events, one after the other. */
    void append(List<Event> appended) {
        lock.lock();
        try {
            List<Event> more = new ArrayList<>();
            if (!recent.isEmpty()
                    && recent.getLast().position() + 1 == appended.getFirst().position()) {
                more.addAll(recent);
            }
            more.addAll(appended);
            recent = newest(more);
        } finally {
            lock.unlock();
        }
        reach(appended.getLast().position());
    }

    /** The events after a position, as far as they are remembered; none where the next one is not. */
    List<Event> after(long seen) {
        lock.lock();
        try {
            if (recent.isEmpty() || recent.getFirst().position() > seen + 1) {
                return List.of();
            }
            int from = Math.toIntExact(
                    Math.min(recent.size(), seen + 1 - recent.getFirst().position()));
            return recent.subList(from, recent.size());
        } finally {
            lock.unlock();
        }
    }

    private static List<Event> newest(List<Event> events) {
        int from = events.size();
        long characters = 0;
        while (from > 0 && events.size() - from < MAX_EVENTS && characters <= MAX_CHARACTERS) {
            from--;
            Event event = events.get(from);
            characters += event.data().text().length() + event.metadata().text().length();
        }
        // The one that was too much does not stay.
        return List.copyOf(events.subList(characters > MAX_CHARACTERS ? from + 1 : from, events.size()));
    }

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
