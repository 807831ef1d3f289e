package dev.synap.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request, and what became of it.
 *
 * @param position where it stands in the log
 * @param type such as {@code entities.create.requested}
 * @param userId who wants it
 * @param status {@code pending}, {@code done} or {@code parked}
 * @param outcome {@code validated}, {@code rejected} or {@code proposed}; null until it is done
 * @param outcomeAt null until it is done
 * @param parkedId what {@link Workers#retry} and {@link Workers#skip} take; null unless parked
 * @param error what it failed with; null unless parked
 */
public record DispatchedRequest(
        String requestId,
        long position,
        String type,
        String subjectId,
        String userId,
        Instant requestedAt,
        String status,
        @Nullable String outcome,
        @Nullable Instant outcomeAt,
        @Nullable String parkedId,
        @Nullable String error) {

    static DispatchedRequest from(ObjectNode json) {
        return new DispatchedRequest(
                Wire.text(json, "requestId"),
                Wire.number(json, "position"),
                Wire.text(json, "type"),
                Wire.text(json, "subjectId"),
                Wire.text(json, "userId"),
                Wire.time(json, "requestedAt"),
                Wire.text(json, "status"),
                Wire.optionalText(json, "outcome"),
                Wire.optionalTime(json, "outcomeAt"),
                Wire.optionalText(json, "parkedId"),
                Wire.optionalText(json, "error"));
    }
}
