package dev.synap.server.entity;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.core.write.ReasoningTrace;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request says beside its content.
 *
 * @param eventId the id of the request; null lets the server make one
 * @param metadata why and how, the reason included
 * @param expectedVersion the version that the client last saw; empty for any
 */
public record Envelope(
        @Nullable String eventId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String source,
        ObjectNode metadata,
        OptionalLong expectedVersion) {

    /** The fields of a body that are the request's own, and never the entity's. */
    public static final Set<String> FIELDS =
            Set.of("eventId", "correlationId", "causationId", "source", "metadata", "reason", "expectedVersion");

    static final String NAMES = "eventId, correlationId, causationId, source, metadata, reason, expectedVersion";

    private static final String REASON = "reason";
    private static final String IMPORT = "import";

    /**
     * Takes the envelope out of a body, and leaves the content.
     *
     * @throws InvalidInputException naming a field of another kind than it must be
     */
    public static Envelope takeFrom(ObjectNode body) {
        return new Envelope(
                BodyFields.text(body, "eventId"),
                BodyFields.text(body, "correlationId"),
                BodyFields.text(body, "causationId"),
                BodyFields.text(body, "source"),
                metadata(body),
                BodyFields.version(body, "expectedVersion"));
    }

    /** The envelope of a body that may hold nothing else; no body is an empty one. */
    public static Envelope only(@Nullable ObjectNode body) {
        ObjectNode fields = body == null ? Json.newObject() : body;
        Envelope envelope = takeFrom(fields);
        BodyFields.refuseOthers(fields, NAMES);
        return envelope;
    }

    private static ObjectNode metadata(ObjectNode body) {
        ObjectNode sent = BodyFields.object(body, "metadata");
        ObjectNode metadata = sent == null ? Json.newObject() : sent;
        if (metadata.has(IMPORT)) {
            throw new InvalidInputException(
                    "metadata.import", "marks history, which is appended by POST events; leave it out");
        }
        String reason = BodyFields.text(body, REASON);
        if (reason != null) {
            JsonNode said = metadata.get(REASON);
            if (said != null && !said.equals(metadata.stringNode(reason))) {
                throw new InvalidInputException(REASON, "is not what metadata.reason says; send one of them");
            }
            metadata.put(REASON, reason);
        }
        ReasoningTrace.in(metadata);
        return metadata;
    }
}
