package dev.synap.core.event;

import dev.synap.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An immutable fact in the log.
 *
 * @param workspaceId the log that it stands in
 * @param position its place in that log: 1, 2, 3 … without a gap, in commit order
 * @param version its place among the events of its subject: 1, 2, 3 … without a gap
 * @param timestamp when it happened
 * @param recordedAt when the log recorded it, by the server's clock; never earlier than the event before
 * @param hash seals this event and all before it, see {@link dev.synap.core.log.HashChain}
 * @see NewEvent for the other fields
 */
public record Event(
        String workspaceId,
        long position,
        String id,
        String type,
        String subjectId,
        String subjectType,
        long version,
        JsonObject data,
        JsonObject metadata,
        String userId,
        String source,
        @Nullable String correlationId,
        @Nullable String causationId,
        Instant timestamp,
        Instant recordedAt,
        String hash) {

    /** This event with the hash that seals it. */
    public Event sealed(String seal) {
        return new Event(
                workspaceId,
                position,
                id,
                type,
                subjectId,
                subjectType,
                version,
                data,
                metadata,
                userId,
                source,
                correlationId,
                causationId,
                timestamp,
                recordedAt,
                seal);
    }
}
