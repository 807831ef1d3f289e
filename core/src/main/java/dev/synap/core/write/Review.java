package dev.synap.core.write;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody wants to become of a proposal.
 *
 * @param verb {@code accept}, {@code modify}, {@code reject}, {@code withdraw} or {@code expire}
 * @param contentHash the content that the reviewer saw; empty where none is needed
 * @param version the subject's version that the reviewer saw; 0 where none is needed
 * @param content what shall happen instead; only to modify
 * @param reason in the reviewer's words; may be empty
 */
record Review(
        String verb,
        String contentHash,
        long version,
        @Nullable ObjectNode content,
        String reason) {

    private static final Set<String> VERBS = Set.of("accept", "modify", "reject", "withdraw", "expire");
    private static final int MAX_REASON = 1_000;

    /** @throws InvalidInputException naming the first path that makes no sense */
    static Review parse(Event request, String verb) {
        if (!VERBS.contains(verb)) {
            throw new InvalidInputException("type", "asks to " + verb + " a proposal, which nobody can");
        }
        ObjectNode data = request.data().toNode();
        String reason = Rights.text(data, "reason");
        if (reason.length() > MAX_REASON || (data.hasNonNull("reason") && reason.isEmpty())) {
            throw new InvalidInputException("reason", "must be text of 1 to " + MAX_REASON + " characters");
        }
        if (!verb.equals("accept") && !verb.equals("modify")) {
            return new Review(verb, "", 0, null, reason);
        }
        String hash = Rights.text(data, "contentHash");
        if (hash.isEmpty()) {
            throw new InvalidInputException("contentHash", "is required: that of the content you saw");
        }
        JsonNode version = data.get("version");
        if (version == null) {
            throw new InvalidInputException("version", "is required: that of the subject as you saw it");
        }
        ObjectNode content = data.get("content") instanceof ObjectNode object ? object : null;
        if (verb.equals("modify") && content == null) {
            throw new InvalidInputException("content", "must be an object: what shall happen instead");
        }
        return new Review(
                verb, hash, CommandParser.version("version", version), verb.equals("modify") ? content : null, reason);
    }

    /** Whether it lets the proposed thing happen. */
    boolean executes() {
        return verb.equals("accept") || verb.equals("modify");
    }

    /** The last word of the fact about the proposal, as {@code accepted}. */
    String past() {
        return switch (verb) {
            case "accept" -> "accepted";
            case "modify" -> "modified";
            case "reject" -> "rejected";
            case "withdraw" -> "withdrawn";
            default -> "expired";
        };
    }
}
