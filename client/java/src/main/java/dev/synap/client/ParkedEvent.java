package dev.synap.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event that a worker could not handle, and set aside. Later events of its subject wait behind it; other subjects
 * go on.
 *
 * @param id what {@link Workers#retry} and {@link Workers#skip} take
 * @param worker its name, such as {@code projections}
 * @param status {@code retrying} by itself, {@code parked} for an operator, or {@code waiting} behind an earlier one
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried next; null for never
 * @param failedAt when it failed last; null where it was not tried
 * @param error what it failed with, in a line; null where it was not tried
 * @param stack where it failed; null where it was not tried
 */
public record ParkedEvent(
        String id,
        String worker,
        long position,
        String eventId,
        String eventType,
        String subjectId,
        String status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant failedAt,
        @Nullable String error,
        @Nullable String stack) {

    static ParkedEvent from(ObjectNode json) {
        return new ParkedEvent(
                Wire.text(json, "id"),
                Wire.text(json, "worker"),
                Wire.number(json, "position"),
                Wire.text(json, "eventId"),
                json.path("eventType").asString(""),
                json.path("subjectId").asString(""),
                Wire.text(json, "status"),
                json.path("attempts").asInt(0),
                Wire.optionalTime(json, "nextAttemptAt"),
                Wire.optionalTime(json, "failedAt"),
                Wire.optionalText(json, "error"),
                Wire.optionalText(json, "stack"));
    }
}
