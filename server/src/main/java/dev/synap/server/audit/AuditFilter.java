package dev.synap.server.audit;

import dev.synap.core.event.Event;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonRules;
import dev.synap.core.log.EventQuery;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which entries are asked for.
 *
 * @param text what an event's type, subject, user, data or metadata must hold, in whatever case; null for any
 */
record AuditFilter(EventQuery query, @Nullable String text) {

    AuditFilter {
        if (text != null) {
            JsonRules.checkText("text", text);
        }
    }

    /** Whether an event that the query finds holds the text. */
    boolean holds(Event event) {
        if (text == null) {
            return true;
        }
        String plain = text.toLowerCase(Locale.ROOT);
        // In JSON, a quote or a line's end is written in another way.
        String json = Json.write(Json.newObject().stringNode(plain));
        String written = json.substring(1, json.length() - 1);
        return holds(event.type(), plain)
                || holds(event.subjectId(), plain)
                || holds(event.userId(), plain)
                || holds(event.data().text(), written)
                || holds(event.metadata().text(), written);
    }

    /** What was asked for, for the log. */
    ObjectNode toNode() {
        ObjectNode node = Json.newObject();
        put(node, "type", query.type());
        put(node, "subjectId", query.subjectId());
        put(node, "subjectType", query.subjectType());
        put(node, "userId", query.userId());
        put(node, "source", query.source());
        put(node, "correlationId", query.correlationId());
        put(node, "from", query.from());
        put(node, "to", query.to());
        put(node, "text", text);
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        if (value != null) {
            node.put(name, value.toString());
        }
    }

    private static boolean holds(String where, String text) {
        return where.toLowerCase(Locale.ROOT).contains(text);
    }
}
