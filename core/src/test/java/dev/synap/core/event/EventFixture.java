package dev.synap.core.event;

import dev.synap.core.json.JsonObject;
import java.time.Instant;

/** Events as the log would hold them, for tests. */
public final class EventFixture {

    private EventFixture() {}

    /** Version 1 at position 1 of the workspace {@code default}. */
    public static Event event(String type, String dataJson) {
        return at(1, type, dataJson, "alice", "2024-12-01T10:00:00Z");
    }

    /** An event of {@code note_123} whose position is its version. */
    public static Event at(long version, String type, String dataJson, String userId, String time) {
        Instant timestamp = Instant.parse(time);
        return new Event(
                "default",
                version,
                "evt_" + version,
                type,
                "note_123",
                type.substring(0, Math.max(0, type.indexOf('.'))),
                version,
                JsonObject.parse(dataJson),
                JsonObject.empty(),
                userId,
                "web-app",
                null,
                null,
                timestamp,
                timestamp,
                "");
    }

    /** The same event with another hash. */
    public static Event sealed(Event e, String hash) {
        return new Event(
                e.workspaceId(),
                e.position(),
                e.id(),
                e.type(),
                e.subjectId(),
                e.subjectType(),
                e.version(),
                e.data(),
                e.metadata(),
                e.userId(),
                e.source(),
                e.correlationId(),
                e.causationId(),
                e.timestamp(),
                e.recordedAt(),
                hash);
    }

    /** The same event at another position. */
    public static Event moved(Event e, long position) {
        return new Event(
                e.workspaceId(),
                position,
                e.id(),
                e.type(),
                e.subjectId(),
                e.subjectType(),
                e.version(),
                e.data(),
                e.metadata(),
                e.userId(),
                e.source(),
                e.correlationId(),
                e.causationId(),
                e.timestamp(),
                e.recordedAt(),
                e.hash());
    }
}
