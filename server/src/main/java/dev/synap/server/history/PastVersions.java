package dev.synap.server.history;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.server.subject.PointInHistory;
import dev.synap.store.state.StateReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the version that a subject had at a point in history, which is what the log then says of it. */
record PastVersions(StateReader states) {

    private static final String FIELD = "asOf";

    /**
     * Puts a version in the place of {@code asOf}, where a body has one.
     *
     * @throws InvalidInputException when it is no point, when the subject was not there, or when the history is not in
     *     the order of time, so that no version is what the subject was at that time
     */
    void resolve(String workspaceId, String subjectId, ObjectNode body) {
        JsonNode asOf = body.remove(FIELD);
        if (asOf == null) {
            return;
        }
        if (!asOf.isString()) {
            throw new InvalidInputException(
                    FIELD, "must be text: a time, a position such as position:12, or a version");
        }
        if (body.has("version") || body.has("to")) {
            throw new InvalidInputException(FIELD, "names a point in history, as version and to do; send one of them");
        }
        AsOf point = PointInHistory.read(FIELD, asOf.stringValue());
        State then = states.state(workspaceId, subjectId, point);
        if (!then.exists()) {
            throw new InvalidInputException(FIELD, "lies before the first event of " + subjectId);
        }
        if (point instanceof AsOf.Time
                && !states.state(workspaceId, subjectId, AsOf.version(then.version()))
                        .fields()
                        .equals(then.fields())) {
            throw new InvalidInputException(
                    FIELD,
                    "is a time, but the events of %s are not in the order of time; name a version"
                            .formatted(subjectId));
        }
        body.put("version", then.version());
    }
}
