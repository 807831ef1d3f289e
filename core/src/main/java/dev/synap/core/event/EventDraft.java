package dev.synap.core.event;

import dev.synap.core.json.Json;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client sends to have an event appended: only {@code type} is needed, the server fills in the
 * rest.
 *
 * @param id null lets the server make one; choose it to make repeated sending safe
 * @param type what happened, as {@code note.created}
 * @param subjectId null means {@code data.id}, or a new subject where that is missing too
 * @param subjectType null means the subject's own, or for a new subject the first word of
 *     the type
 * @param data null means an empty object
 * @param userId who did it; only an import may say so, see {@link Drafts}
 * @param timestamp when it happened; only an import may say so, see {@link Drafts}
 */
public record EventDraft(
        @Nullable String id,
        @Nullable String type,
        @Nullable String subjectId,
        @Nullable String subjectType,
        @Nullable ObjectNode data,
        @Nullable ObjectNode metadata,
        @Nullable String userId,
        @Nullable String source,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable Instant timestamp) {

    /** A draft of an event of this type; add to it with the methods named like its fields. */
    public static EventDraft of(String type) {
        return new EventDraft(null, type, null, null, null, null, null, null, null, null, null);
    }

    public EventDraft id(String value) {
        return new EventDraft(
                value,
                type,
                subjectId,
                subjectType,
                data,
                metadata,
                userId,
                source,
                correlationId,
                causationId,
                timestamp);
    }

    public EventDraft subject(String value) {
        return new EventDraft(
                id, type, value, subjectType, data, metadata, userId, source, correlationId, causationId, timestamp);
    }

    public EventDraft subjectType(String value) {
        return new EventDraft(
                id, type, subjectId, value, data, metadata, userId, source, correlationId, causationId, timestamp);
    }

    public EventDraft data(ObjectNode value) {
        return new EventDraft(
                id,
                type,
                subjectId,
                subjectType,
                value,
                metadata,
                userId,
                source,
                correlationId,
                causationId,
                timestamp);
    }

    /** Sets the data, written in place: {@code data(d -> d.put("content", "Original"))}. */
    public EventDraft data(Consumer<ObjectNode> fields) {
        ObjectNode value = Json.newObject();
        fields.accept(value);
        return data(value);
    }

    public EventDraft metadata(ObjectNode value) {
        return new EventDraft(
                id, type, subjectId, subjectType, data, value, userId, source, correlationId, causationId, timestamp);
    }

    /** Sets the metadata, written in place: {@code metadata(m -> m.put("reason", "user_action"))}. */
    public EventDraft metadata(Consumer<ObjectNode> fields) {
        ObjectNode value = Json.newObject();
        fields.accept(value);
        return metadata(value);
    }

    public EventDraft user(String value) {
        return new EventDraft(
                id, type, subjectId, subjectType, data, metadata, value, source, correlationId, causationId, timestamp);
    }

    public EventDraft source(String value) {
        return new EventDraft(
                id, type, subjectId, subjectType, data, metadata, userId, value, correlationId, causationId, timestamp);
    }

    public EventDraft correlation(String value) {
        return new EventDraft(
                id, type, subjectId, subjectType, data, metadata, userId, source, value, causationId, timestamp);
    }

    public EventDraft causation(String value) {
        return new EventDraft(
                id, type, subjectId, subjectType, data, metadata, userId, source, correlationId, value, timestamp);
    }

    public EventDraft timestamp(Instant value) {
        return new EventDraft(
                id, type, subjectId, subjectType, data, metadata, userId, source, correlationId, causationId, value);
    }
}
