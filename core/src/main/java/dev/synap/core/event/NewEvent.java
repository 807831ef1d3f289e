package dev.synap.core.event;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is complete but for what the log alone can give it: position, version, time of
 * recording and hash.
 *
 * @param id used once in a workspace; the key to appending it only once
 * @param type what happened, as {@code note.title_changed}
 * @param subjectId what it is about
 * @param subjectType the kind of the subject, as {@code note}; null means the subject's own, which its
 *     first event fixes: by saying it, or by the first word of its type
 * @param data the change itself, at most {@value #MAX_DATA_BYTES} bytes of JSON
 * @param metadata why and under what circumstances, at most {@value #MAX_METADATA_BYTES} bytes of JSON
 * @param userId who did it, taken from the credential
 * @param source through what, as {@code web-app}
 * @param correlationId groups the events of one change; null where the event is a change of its own
 * @param causationId the event that this one follows from
 * @param timestamp when it happened; null means when the log records it
 */
public record NewEvent(
        String id,
        String type,
        String subjectId,
        @Nullable String subjectType,
        JsonObject data,
        JsonObject metadata,
        String userId,
        String source,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable Instant timestamp) {

    public static final int MAX_DATA_BYTES = 1024 * 1024;
    public static final int MAX_METADATA_BYTES = 256 * 1024;

    public NewEvent {
        Ids.check("id", id);
        Ids.check("type", type);
        Ids.check("subjectId", subjectId);
        if (subjectType != null) {
            Ids.check("subjectType", subjectType);
        }
        Ids.check("userId", userId);
        Ids.check("source", source);
        if (correlationId != null) {
            Ids.check("correlationId", correlationId);
        }
        if (causationId != null) {
            Ids.check("causationId", causationId);
        }
        checkSize("data", data, MAX_DATA_BYTES);
        checkSize("metadata", metadata, MAX_METADATA_BYTES);
        if (timestamp != null) {
            timestamp = Timestamps.check("timestamp", timestamp);
        }
    }

    /** The subject's kind where neither the event nor the log says it: the first word of the type. */
    public String subjectTypeByName() {
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    private static void checkSize(String field, JsonObject json, int limit) {
        String text = json.text();
        // A char takes at most three bytes in UTF-8, so short text needs no counting.
        if (text.length() > limit / 3) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > limit) {
                throw new InvalidInputException(
                        field, "has " + bytes + " bytes of JSON, but at most " + limit + " are kept in one event");
            }
        }
    }
}
