package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.JsonObject;
import dev.synap.core.write.ReasoningTrace;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write that waits, or waited, for a person.
 *
 * @param status {@code waiting}, {@code accepted}, {@code modified}, {@code rejected}, {@code withdrawn} or
 *     {@code expired}
 * @param action what is wanted, such as {@code entities.create.task}
 * @param subjectId what it is wanted for
 * @param content the request as it was made
 * @param contentHash what a decision must name, so that it is about this content
 * @param baseVersion the subject's version that a decision must name; 0 where it does not exist yet
 * @param requestId the request that waits
 * @param proposedBy who wants it
 * @param expiresAt when it ends by itself; null for never
 */
public record Proposal(
        Entity entity,
        String status,
        String action,
        String subjectId,
        JsonObject content,
        String contentHash,
        long baseVersion,
        String requestId,
        String proposedBy,
        @Nullable Instant expiresAt)
        implements Row {

    public boolean isWaiting() {
        return status.equals("waiting");
    }

    /** Why the agent wants it, in its own words. */
    public Optional<ReasoningTrace> reasoning() {
        return ReasoningTrace.in(fields().toNode());
    }

    static Proposal from(ObjectNode row) {
        if (!(row.get("content") instanceof ObjectNode content)) {
            throw new InvalidInputException("content", "must be a JSON object");
        }
        return new Proposal(
                Entity.of(row, "proposal"),
                Wire.text(row, "status"),
                Wire.text(row, "action"),
                Wire.text(row, "subjectId"),
                JsonObject.of(content),
                Wire.text(row, "contentHash"),
                row.path("baseVersion").asLong(0),
                row.path("requestId").asString(""),
                row.path("proposedBy").asString(""),
                Wire.optionalTime(row, "expiresAt"));
    }
}
