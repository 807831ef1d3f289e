package dev.synap.core.write;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.undo.Authorship;
import dev.synap.core.undo.UndoPolicy;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to take back what a user did.
 *
 * @param seen what was seen of it by whoever wants it, see {@link UndoBySurvey#digest}; empty for a preview
 */
public record UndoByWish(Authorship authorship, UndoPolicy policy, String seen) {

    private static final int MAX_SUBJECTS = 1_000;

    /** The wish in one word, as it stands in the request's type. */
    public static final String VERB = "undo_by";

    /** The subject of requests to take back what this user did. */
    public static String subjectId(String userId) {
        return Ids.derived("undo", userId);
    }

    /** The type of that subject. */
    public static final String SUBJECT_TYPE = "undo";

    /**
     * Reads a wish from a request's data.
     *
     * @throws InvalidInputException naming the first field that makes no sense
     */
    public static UndoByWish parse(ObjectNode data) {
        String userId = text(data, "userId");
        if (userId.isEmpty()) {
            throw new InvalidInputException("userId", "is required: the user whose changes to take back");
        }
        JsonNode upTo = data.get("upTo");
        Authorship authorship = new Authorship(
                Ids.check("userId", userId),
                time(data, "from"),
                time(data, "to"),
                subjects(data),
                upTo == null ? Long.MAX_VALUE : upTo.asLong(0));
        String policy = text(data, "policy");
        return new UndoByWish(
                authorship,
                policy.isEmpty()
                        ? UndoPolicy.KEEP_LATER
                        : UndoPolicy.named(policy)
                                .orElseThrow(
                                        () -> new InvalidInputException("policy", "must be keep_later, fail or force")),
                text(data, "seen"));
    }

    /** The same as a request's data. */
    public ObjectNode data() {
        ObjectNode data = Json.newObject().put("userId", authorship.userId());
        if (authorship.from() != null) {
            data.put("from", Timestamps.format(authorship.from()));
        }
        if (authorship.to() != null) {
            data.put("to", Timestamps.format(authorship.to()));
        }
        if (!authorship.subjectIds().isEmpty()) {
            ArrayNode subjects = data.putArray("subjects");
            authorship.subjectIds().stream().sorted().forEach(subjects::add);
        }
        return data.put("policy", policy.text()).put("upTo", authorship.upTo()).put("seen", seen);
    }

    /** The same up to a position of the log. */
    public UndoByWish upTo(long position) {
        Authorship a = authorship;
        return new UndoByWish(new Authorship(a.userId(), a.from(), a.to(), a.subjectIds(), position), policy, seen);
    }

    /** The same by somebody who has seen this. */
    public UndoByWish seen(String digest) {
        return new UndoByWish(authorship, policy, digest);
    }

    private static String text(ObjectNode data, String name) {
        JsonNode value = data.get(name);
        if (value == null) {
            return "";
        }
        if (!value.isString()) {
            throw new InvalidInputException(name, "must be a string");
        }
        return value.stringValue();
    }

    private static @Nullable Instant time(ObjectNode data, String name) {
        String text = text(data, name);
        return text.isEmpty() ? null : Timestamps.parse(name, text);
    }

    private static Set<String> subjects(ObjectNode data) {
        JsonNode subjects = data.get("subjects");
        Set<String> ids = new LinkedHashSet<>();
        if (subjects == null) {
            return ids;
        }
        if (!subjects.isArray() || subjects.isEmpty() || subjects.size() > MAX_SUBJECTS) {
            throw new InvalidInputException("subjects", "must be a list of 1 to %d ids".formatted(MAX_SUBJECTS));
        }
        for (JsonNode subject : subjects) {
            if (!subject.isString()) {
                throw new InvalidInputException("subjects", "must be ids of subjects");
            }
            ids.add(Ids.check("subjects", subject.stringValue()));
        }
        return ids;
    }
}
