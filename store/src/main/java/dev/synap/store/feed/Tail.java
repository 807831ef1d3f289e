package dev.synap.store.feed;

import dev.synap.core.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last events of a workspace's log that this node appended, so that it need not read them back: of what
 * it follows at once, most it wrote a moment ago. Holds an unbroken stretch of the log, and only what is durable.
 *
 * <p>Thread-safe. Bounded: what is too old or too large is read from the database.
 */
final class Tail {

    private static final int MAX_EVENTS = 1_000;
    private static final long MAX_WEIGHT = 1024 * 1024;

    private final List<Event> events = new ArrayList<>();
    private long weight;

    /** Adds events that stand one after the other in the log, and are committed. */
    synchronized void add(List<Event> appended) {
        if (!events.isEmpty()
                && events.getLast().position() + 1 != appended.getFirst().position()) {
            clear();
        }
        for (Event event : appended) {
            events.add(event);
            weight += weight(event);
        }
        int tooMany = 0;
        while (events.size() - tooMany > MAX_EVENTS || weight > MAX_WEIGHT) {
            weight -= weight(events.get(tooMany++));
        }
        events.subList(0, tooMany).clear();
    }

    /** The events after a position, so many at most; none where the stretch does not begin there or before. */
    synchronized List<Event> after(long position, int limit) {
        if (events.isEmpty() || events.getFirst().position() > position + 1) {
            return List.of();
        }
        int from = Math.toIntExact(
                Math.min(events.size(), position + 1 - events.getFirst().position()));
        return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
    }

    /** The event with this id, if it is among them. */
    synchronized Optional<Event> find(String eventId) {
        for (Event event : events.reversed()) {
            if (event.id().equals(eventId)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /** Drops all events. */
    synchronized void clear() {
        events.clear();
        weight = 0;
    }

    /** About how much memory it takes, in characters. */
    private static long weight(Event event) {
        return event.data().text().length() + event.metadata().text().length() + 500;
    }
}
