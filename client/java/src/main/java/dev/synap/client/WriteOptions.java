package dev.synap.client;

import dev.synap.core.event.Ids;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.write.ReasoningTrace;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How to write: {@code synap.notes().with(w -> w.expectedVersion(3).reason("typo")).update(…)}.
 *
 * @param eventId the request's id, which makes sending it again safe even from another process; null for a new
 *     one, which makes it safe within the call
 * @param reason why, for those who read the history; null for none
 * @param expectedVersion the version that the writer saw: the write is rejected when a later change exists;
 *     null to write whatever came before
 * @param source the app; null for {@code api}
 * @param correlationId the change that this is part of; null for a change of its own
 * @param causationId the event that led to it; null for none
 * @param metadata more about the why and how, such as {@code ai}
 * @param waits whether to answer only once the write is decided and the lists show it
 */
public record WriteOptions(
        @Nullable String eventId,
        @Nullable String reason,
        @Nullable Long expectedVersion,
        @Nullable String source,
        @Nullable String correlationId,
        @Nullable String causationId,
        JsonObject metadata,
        boolean waits) {

    static final WriteOptions NONE = new WriteOptions(null, null, null, null, null, null, JsonObject.empty(), false);

    public WriteOptions {
        if (eventId != null) {
            Ids.check("eventId", eventId);
        }
    }

    public WriteOptions eventId(String value) {
        return new WriteOptions(value, reason, expectedVersion, source, correlationId, causationId, metadata, waits);
    }

    public WriteOptions reason(String value) {
        return new WriteOptions(eventId, value, expectedVersion, source, correlationId, causationId, metadata, waits);
    }

    public WriteOptions expectedVersion(long value) {
        return new WriteOptions(eventId, reason, value, source, correlationId, causationId, metadata, waits);
    }

    public WriteOptions source(String value) {
        return new WriteOptions(eventId, reason, expectedVersion, value, correlationId, causationId, metadata, waits);
    }

    public WriteOptions correlation(String value) {
        return new WriteOptions(eventId, reason, expectedVersion, source, value, causationId, metadata, waits);
    }

    public WriteOptions causation(String value) {
        return new WriteOptions(eventId, reason, expectedVersion, source, correlationId, value, metadata, waits);
    }

    public WriteOptions metadata(ObjectNode value) {
        return new WriteOptions(
                eventId, reason, expectedVersion, source, correlationId, causationId, JsonObject.of(value), waits);
    }

    /** Sets the metadata, written in place: {@code metadata(m -> m.put("device", "mobile"))}. */
    public WriteOptions metadata(Consumer<ObjectNode> fields) {
        ObjectNode value = Json.newObject();
        fields.accept(value);
        return metadata(value);
    }

    /** Says why an agent wants it: kept with the request, and shown with the proposal. */
    public WriteOptions ai(ReasoningTrace trace) {
        ObjectNode value = metadata.toNode();
        value.set("ai", trace.toNode());
        return metadata(value);
    }

    /** Answer only once the write is decided and the lists show it, or the server's patience of 10 seconds ends. */
    public WriteOptions andWait() {
        return new WriteOptions(eventId, reason, expectedVersion, source, correlationId, causationId, metadata, true);
    }

    /** Puts what was chosen beside the fields of a request. */
    void addTo(ObjectNode body) {
        put(body, "eventId", eventId);
        put(body, "reason", reason);
        put(body, "source", source);
        put(body, "correlationId", correlationId);
        put(body, "causationId", causationId);
        if (expectedVersion != null) {
            body.put("expectedVersion", expectedVersion);
        }
        if (!metadata.isEmpty()) {
            body.set("metadata", metadata.toNode());
        }
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
