package dev.synap.core.fold;

import dev.synap.core.event.Event;
import dev.synap.core.event.Timestamps;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The reducer for each type of event. Types that Synap knows by name come first; any other type is
 * understood by its verb, its last word, so that a type nobody registered still has state:
 *
 * <table>
 * <caption>Verbs</caption>
 * <tr><td>{@code x.created}</td><td>sets the fields</td></tr>
 * <tr><td>{@code x.updated}, {@code x.moved}, {@code x.<field>_changed}, {@code x.<field>_updated}</td>
 *     <td>merges data into them (RFC 7396)</td></tr>
 * <tr><td>{@code x.deleted}, {@code x.restored}</td><td>marks as deleted, takes the mark away</td></tr>
 * <tr><td>{@code x.archived}, {@code x.unarchived}</td><td>likewise</td></tr>
 * <tr><td>{@code x.completed}, {@code x.reopened}</td><td>likewise, and sets {@code status}</td></tr>
 * <tr><td>{@code x.tagged}, {@code x.untagged}</td><td>adds or removes {@code data.tag}</td></tr>
 * <tr><td>{@code x.reverted}</td><td>writes the fields in {@code data.set} back, by their paths</td></tr>
 * </table>
 *
 * <p>Events of the write flow ({@code entities.create.approved}) and unknown verbs leave the state alone:
 * they are history, not facts about the subject.
 */
public final class Reducers {

    /**
     * Counts the changes that make some reducer give another state than before. States that were kept under
     * another number are folded anew.
     */
    public static final int GENERATION = 3;

    private static final Reducer UNCHANGED = (fields, event) -> fields;

    private static final Map<String, Reducer> BY_TYPE = Map.of(
            "suggestion.accepted", decided("accepted"),
            "suggestion.rejected", decided("rejected"),
            "suggestion.expired", decided("expired"),
            "proposal.accepted", decided("accepted"),
            "proposal.modified", decided("modified"),
            "proposal.rejected", decided("rejected"),
            "proposal.withdrawn", decided("withdrawn"),
            "proposal.expired", decided("expired"),
            // It asks again: the subject moved on under it.
            "proposal.stale", decided("waiting"));

    private static final Map<String, Reducer> BY_VERB = Map.ofEntries(
            Map.entry("created", Reducers::created),
            Map.entry("updated", Reducers::merged),
            Map.entry("moved", Reducers::merged),
            Map.entry("deleted", marked(Fields.DELETED_AT, Fields.DELETED_BY)),
            Map.entry("restored", unmarked(Fields.DELETED_AT, Fields.DELETED_BY)),
            Map.entry("archived", marked(Fields.ARCHIVED_AT, Fields.ARCHIVED_BY)),
            Map.entry("unarchived", unmarked(Fields.ARCHIVED_AT, Fields.ARCHIVED_BY)),
            Map.entry("completed", Reducers::completed),
            Map.entry("reopened", Reducers::reopened),
            Map.entry("tagged", Reducers::tagged),
            Map.entry("untagged", Reducers::untagged),
            Map.entry("reverted", new Reverted()));

    private Reducers() {}

    /** The reducer for a type of event; never fails, whatever the type. */
    public static Reducer forType(String type) {
        Reducer known = BY_TYPE.get(type);
        if (known != null) {
            return known;
        }
        String verb = type.substring(type.lastIndexOf('.') + 1);
        if (verb.length() == type.length()) {
            return UNCHANGED;
        }
        Reducer byVerb = BY_VERB.get(verb);
        if (byVerb != null) {
            return byVerb;
        }
        return verb.endsWith("_changed") || verb.endsWith("_updated") ? Reducers::merged : UNCHANGED;
    }

    /** Whether an event of this type is a fact, which changes its subject's state, and not only history. */
    public static boolean changesState(String type) {
        return forType(type) != UNCHANGED;
    }

    private static ObjectNode created(ObjectNode fields, Event event) {
        ObjectNode next = fields.objectNode().put(Fields.ID, event.subjectId());
        ObjectNode data = data(event);
        data.remove(Fields.ID);
        next.setAll(data);
        stamp(next, Fields.CREATED_AT, Fields.CREATED_BY, event);
        return next;
    }

    private static ObjectNode merged(ObjectNode fields, Event event) {
        ObjectNode next = MergePatch.apply(fields, data(event));
        next.put(Fields.ID, event.subjectId());
        stamp(next, Fields.UPDATED_AT, Fields.UPDATED_BY, event);
        return next;
    }

    private static Reducer marked(String at, String by) {
        return (fields, event) -> {
            ObjectNode next = copy(fields);
            stamp(next, at, by, event);
            return next;
        };
    }

    private static Reducer unmarked(String at, String by) {
        return (fields, event) -> {
            ObjectNode next = copy(fields);
            next.remove(at);
            next.remove(by);
            stamp(next, Fields.UPDATED_AT, Fields.UPDATED_BY, event);
            return next;
        };
    }

    private static ObjectNode completed(ObjectNode fields, Event event) {
        ObjectNode next = merged(fields, event);
        next.put(Fields.STATUS, "done");
        stamp(next, Fields.COMPLETED_AT, Fields.COMPLETED_BY, event);
        return next;
    }

    private static ObjectNode reopened(ObjectNode fields, Event event) {
        ObjectNode next = merged(fields, event);
        next.put(Fields.STATUS, "open");
        next.remove(Fields.COMPLETED_AT);
        next.remove(Fields.COMPLETED_BY);
        return next;
    }

    private static ObjectNode tagged(ObjectNode fields, Event event) {
        ObjectNode next = withoutTag(fields, event);
        JsonNode tag = event.data().toNode().get("tag");
        if (tag != null && !tag.isNull()) {
            ((ArrayNode) next.get(Fields.TAGS)).add(tag);
        }
        stamp(next, Fields.UPDATED_AT, Fields.UPDATED_BY, event);
        return next;
    }

    private static ObjectNode untagged(ObjectNode fields, Event event) {
        ObjectNode next = withoutTag(fields, event);
        stamp(next, Fields.UPDATED_AT, Fields.UPDATED_BY, event);
        return next;
    }

    private static ObjectNode withoutTag(ObjectNode fields, Event event) {
        ObjectNode next = copy(fields);
        JsonNode tag = event.data().toNode().get("tag");
        ArrayNode kept = next.arrayNode();
        if (fields.get(Fields.TAGS) instanceof ArrayNode tags) {
            tags.forEach(each -> {
                if (!each.equals(tag)) {
                    kept.add(each);
                }
            });
        }
        next.set(Fields.TAGS, kept);
        return next;
    }

    private static Reducer decided(String status) {
        return (fields, event) -> {
            ObjectNode next = merged(fields, event);
            next.put(Fields.STATUS, status);
            return next;
        };
    }

    private static ObjectNode data(Event event) {
        ObjectNode data = event.data().toNode();
        data.remove(Fields.FROM_EVENT);
        return data;
    }

    private static void stamp(ObjectNode fields, String at, String by, Event event) {
        fields.put(at, Timestamps.format(event.timestamp()));
        fields.put(by, event.userId());
    }

    /** A copy one level deep: reducers replace values, and never change one in place. */
    private static ObjectNode copy(ObjectNode fields) {
        ObjectNode copy = fields.objectNode();
        copy.setAll(fields);
        return copy;
    }
}
