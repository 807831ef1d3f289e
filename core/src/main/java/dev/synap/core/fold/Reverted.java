package dev.synap.core.fold;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.Timestamps;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes fields back: {@code set} holds {@code {path, value}} for each, or {@code {path}} alone for one that goes.
 * Total: what leads nowhere, or would write what only the log may, is passed over.
 */
final class Reverted implements Reducer {

    static final String SET = "set";

    /** Who made it stays true whatever is taken back; the last change of it is this one. */
    private static final Set<String> KEPT =
            Set.of(Fields.ID, Fields.CREATED_AT, Fields.CREATED_BY, Fields.UPDATED_AT, Fields.UPDATED_BY);

    private static final Set<String> TIMES = Set.of(Fields.DELETED_AT, Fields.ARCHIVED_AT, Fields.COMPLETED_AT);

    @Override
    public ObjectNode apply(ObjectNode fields, Event event) {
        ObjectNode next = fields.objectNode();
        next.setAll(fields);
        if (event.data().toNode().get(SET) instanceof ArrayNode writes) {
            for (JsonNode each : writes) {
                next = write(next, each.path("path").asString(""), each.get("value"));
            }
        }
        next.put(Fields.UPDATED_AT, Timestamps.format(event.timestamp()));
        next.put(Fields.UPDATED_BY, event.userId());
        return next;
    }

    private static ObjectNode write(ObjectNode fields, String path, @Nullable JsonNode value) {
        return FieldPath.parse(path)
                .filter(way -> mayWrite(way.field(), path, value))
                .map(way -> way.write(fields, value))
                .orElse(fields);
    }

    /** Lists rely on what only events can say being of its kind. */
    private static boolean mayWrite(String field, String path, @Nullable JsonNode value) {
        if (KEPT.contains(field)) {
            return false;
        }
        if (!Fields.FROM_EVENT.contains(field)) {
            return true;
        }
        boolean whole = path.equals("/" + field);
        return whole
                && (value == null || (value.isString() && (!TIMES.contains(field) || isTime(value.stringValue()))));
    }

    private static boolean isTime(String text) {
        try {
            return Timestamps.format(Timestamps.parse("value", text)).equals(text);
        } catch (InvalidInputException e) {
            return false;
        }
    }
}
