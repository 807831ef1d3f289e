package dev.synap.core.write;

import dev.synap.core.access.Action;
import dev.synap.core.access.EntityTypes;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Timestamps;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that waits for a person, as its own subject's state says.
 *
 * @param action what it would do
 */
record Proposal(
        String id,
        String requestId,
        Action action,
        String subjectId,
        String subjectType,
        ObjectNode content,
        String contentHash,
        Instant expiresAt,
        String proposedBy,
        String correlationId,
        String source,
        @Nullable String reason,
        String status,
        String decidedBy,
        String decidedAt) {

    static final String WAITING = "waiting";

    /** The proposal that a subject is; empty where it is none. */
    static Optional<Proposal> of(Subject subject) {
        if (!subject.isLive() || !subject.type().equals(EntityTypes.PROPOSAL)) {
            return Optional.empty();
        }
        ObjectNode fields = subject.state().toNode();
        String[] action = text(fields, "action").split("\\.", 3);
        JsonNode content = fields.get("content");
        boolean whole = action.length == 3
                && content instanceof ObjectNode
                && !text(fields, "requestId").isEmpty();
        if (!whole) {
            return Optional.empty();
        }
        String reason = text(fields, "reason");
        return Optional.of(new Proposal(
                subject.state().subjectId(),
                text(fields, "requestId"),
                new Action(action[0], action[1], text(fields, "subjectType")),
                text(fields, "subjectId"),
                text(fields, "subjectType"),
                (ObjectNode) content,
                text(fields, "contentHash"),
                expiry(text(fields, "expiresAt")),
                text(fields, "proposedBy"),
                text(fields, "correlationId"),
                text(fields, "source"),
                reason.isEmpty() ? null : reason,
                text(fields, "status"),
                text(fields, "decidedBy"),
                text(fields, "decidedAt")));
    }

    boolean isWaiting() {
        return status.equals(WAITING);
    }

    private static Instant expiry(String text) {
        try {
            return Timestamps.parse("expiresAt", text);
        } catch (InvalidInputException e) {
            return Timestamps.LATEST;
        }
    }

    private static String text(ObjectNode fields, String name) {
        return Rights.text(fields, name);
    }
}
