package dev.synap.client;

import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.undo.UndoPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whose changes to take back: {@code previewUndoBy("bob", u -> u.from(yesterday))}.
 *
 * @param from the earliest, included; null for any
 * @param to the latest, included; null for any
 * @param subjects to which subjects; empty for all. A change is taken back on all subjects that it touched
 * @param policy what to do with what somebody wrote later
 */
public record UndoByChoice(
        String userId, @Nullable Instant from, @Nullable Instant to, List<String> subjects, UndoPolicy policy) {

    public UndoByChoice {
        subjects = List.copyOf(subjects);
    }

    static UndoByChoice all(String userId) {
        return new UndoByChoice(userId, null, null, List.of(), UndoPolicy.KEEP_LATER);
    }

    public UndoByChoice from(Instant value) {
        return new UndoByChoice(userId, value, to, subjects, policy);
    }

    public UndoByChoice to(Instant value) {
        return new UndoByChoice(userId, from, value, subjects, policy);
    }

    public UndoByChoice subjects(String... ids) {
        return new UndoByChoice(userId, from, to, List.of(ids), policy);
    }

    public UndoByChoice policy(UndoPolicy value) {
        return new UndoByChoice(userId, from, to, subjects, value);
    }

    ObjectNode body() {
        ObjectNode body = Json.newObject().put("userId", userId);
        if (from != null) {
            body.put("from", Timestamps.format(Timestamps.truncate(from)));
        }
        if (to != null) {
            body.put("to", Timestamps.format(Timestamps.truncate(to)));
        }
        if (!subjects.isEmpty()) {
            ArrayNode ids = body.putArray("subjects");
            subjects.forEach(ids::add);
        }
        return body.put("policy", policy.text());
    }
}
