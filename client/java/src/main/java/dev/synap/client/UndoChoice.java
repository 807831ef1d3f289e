package dev.synap.client;

import dev.synap.core.json.Json;
import dev.synap.core.undo.UndoPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to undo: {@code undo("note_123", u -> u.count(3).by("me"))}.
 *
 * @param count how many of the newest changes, 1 to 1,000
 * @param by whose changes alone, by user id, or {@code me}; null for anybody's
 * @param changes the very changes, by their correlation ids, instead of the newest; empty for those
 * @param policy what to do with what somebody wrote later
 */
public record UndoChoice(int count, @Nullable String by, List<String> changes, UndoPolicy policy) {

    static final UndoChoice LAST = new UndoChoice(1, null, List.of(), UndoPolicy.KEEP_LATER);

    public UndoChoice {
        changes = List.copyOf(changes);
    }

    public UndoChoice count(int value) {
        return new UndoChoice(value, by, changes, policy);
    }

    public UndoChoice by(String userId) {
        return new UndoChoice(count, userId, changes, policy);
    }

    /** One's own changes only: what an editor's Ctrl-Z takes back. */
    public UndoChoice mine() {
        return by("me");
    }

    public UndoChoice changes(String... changeIds) {
        return new UndoChoice(count, by, List.of(changeIds), policy);
    }

    public UndoChoice policy(UndoPolicy value) {
        return new UndoChoice(count, by, changes, value);
    }

    ObjectNode body() {
        ObjectNode body = Json.newObject();
        if (changes.isEmpty()) {
            body.put("count", count);
            if (by != null) {
                body.put("by", by);
            }
        } else {
            ArrayNode ids = body.putArray("changes");
            changes.forEach(ids::add);
        }
        if (policy != UndoPolicy.KEEP_LATER) {
            body.put("policy", policy.text());
        }
        return body;
    }
}
