package dev.synap.server.proposal;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.server.entity.BodyFields;
import dev.synap.server.entity.Envelope;
import dev.synap.server.entity.RequestDraft;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies into decisions on proposals. */
final class ProposalBodies {

    private static final String CONTENT = "content";
    private static final String CONTENT_HASH = "contentHash";
    private static final String VERSION = "version";
    private static final String REASON = "reason";
    private static final int MAX_REASON = 1_000;
    private static final String NAMES =
            "contentHash, version, content, reason, eventId, correlationId, causationId, source, metadata";

    private ProposalBodies() {}

    static RequestDraft accept(String id, ObjectNode body) {
        ObjectNode data = Json.newObject();
        seen(body, data, true);
        return draft("accept", id, body, data);
    }

    static RequestDraft modify(String id, ObjectNode body) {
        ObjectNode data = Json.newObject();
        seen(body, data, true);
        ObjectNode content = BodyFields.object(body, CONTENT);
        if (content == null) {
            throw new InvalidInputException(CONTENT, "is required: what shall happen instead, as an object");
        }
        data.set(CONTENT, content);
        return draft("modify", id, body, data);
    }

    static RequestDraft reject(String id, ObjectNode body) {
        ObjectNode data = Json.newObject();
        seen(body, data, false);
        String reason = BodyFields.requiredText(body.deepCopy(), REASON);
        if (reason.isBlank()) {
            throw new InvalidInputException(REASON, "must have 1 to " + MAX_REASON + " characters and not be blank");
        }
        return draft("reject", id, body, data);
    }

    static RequestDraft withdraw(String id, @Nullable ObjectNode body) {
        ObjectNode fields = body == null ? Json.newObject() : body;
        ObjectNode data = Json.newObject();
        seen(fields, data, false);
        return draft("withdraw", id, fields, data);
    }

    /** What the reviewer saw of the proposal, and of what it is about. */
    private static void seen(ObjectNode body, ObjectNode data, boolean required) {
        String hash = required ? BodyFields.requiredText(body, CONTENT_HASH) : BodyFields.text(body, CONTENT_HASH);
        if (hash != null) {
            data.put(CONTENT_HASH, hash);
        }
        OptionalLong version = BodyFields.version(body, VERSION);
        if (required && version.isEmpty()) {
            throw new InvalidInputException(VERSION, "is required: that of the entity as you saw it");
        }
        version.ifPresent(value -> data.put(VERSION, value));
    }

    private static RequestDraft draft(String verb, String id, ObjectNode body, ObjectNode data) {
        if (body.path(REASON).isString()) {
            String reason = body.path(REASON).stringValue();
            if (reason.isEmpty() || reason.length() > MAX_REASON) {
                throw new InvalidInputException(REASON, "must have 1 to " + MAX_REASON + " characters");
            }
            data.put(REASON, reason);
        }
        Envelope envelope = Envelope.takeFrom(body);
        BodyFields.refuseOthers(body, NAMES);
        return new RequestDraft("proposals." + verb + ".requested", id, EntityTypes.PROPOSAL, data, "", envelope);
    }
}
