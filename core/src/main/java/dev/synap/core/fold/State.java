package dev.synap.core.fold;

import dev.synap.core.json.JsonObject;
import tools.jackson.databind.node.ObjectNode;

/**
 * A subject as it is, or was: the fold of its events.
 *
 * @param version the version of the last event folded in; 0 when there is none
 * @param position the position of that event; 0 when there is none
 * @param fields the subject as a JSON object; empty when no event has given it any
 */
public record State(String subjectId, String subjectType, long version, long position, JsonObject fields) {

    /** The state before the first event. */
    public static State none(String subjectId) {
        return new State(subjectId, "", 0, 0, JsonObject.empty());
    }

    public boolean exists() {
        return version > 0;
    }

    public boolean deleted() {
        return fields.toNode().hasNonNull(Fields.DELETED_AT);
    }

    /** The fields as a fresh tree that the caller may change. */
    public ObjectNode toNode() {
        return fields.toNode();
    }
}
