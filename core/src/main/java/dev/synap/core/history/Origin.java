package dev.synap.core.history;

import dev.synap.core.event.Event;
import java.time.Instant;

/**
 * The event that something comes from.
 *
 * @param changeId the change that the event is part of
 * @param timestamp when it happened
 */
public record Origin(String eventId, long version, String changeId, String userId, Instant timestamp) {

    public static Origin of(Event event) {
        return new Origin(event.id(), event.version(), changeId(event), event.userId(), event.timestamp());
    }

    /** Events that share a correlation are one change; an event without one is a change of its own. */
    public static String changeId(Event event) {
        String correlationId = event.correlationId();
        return correlationId == null ? event.id() : correlationId;
    }
}
