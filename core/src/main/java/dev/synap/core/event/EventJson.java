package dev.synap.core.event;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.json.JsonRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as JSON, the same on every wire and in every export: one line, fields in a fixed order, an
 * absent correlation or causation id left out. Data and metadata stand in it byte for byte as the log
 * stores and hashes them, so whoever holds an export can check the hash chain.
 *
 * <p>Thread-safe: no state.
 */
public final class EventJson {

    private EventJson() {}

    /** Compact JSON on a single line, without a line feed at its end. */
    public static String write(Event event) {
        StringBuilder json = new StringBuilder(sizeHint(event));
        append(json, event);
        return json.toString();
    }

    /** The same as UTF-8. */
    public static byte[] bytes(Event event) {
        return write(event).getBytes(StandardCharsets.UTF_8);
    }

    /** Adds the event to text that is being built: for streams and pages, which reuse one builder. */
    public static void append(StringBuilder json, Event event) {
        json.append('{');
        text(json, "workspaceId", event.workspaceId()).append(',');
        number(json, "position", event.position()).append(',');
        text(json, "id", event.id()).append(',');
        text(json, "type", event.type()).append(',');
        text(json, "subjectId", event.subjectId()).append(',');
        text(json, "subjectType", event.subjectType()).append(',');
        number(json, "version", event.version()).append(',');
        name(json, "data").append(event.data().text()).append(',');
        name(json, "metadata").append(event.metadata().text()).append(',');
        text(json, "userId", event.userId()).append(',');
        text(json, "source", event.source()).append(',');
        if (event.correlationId() != null) {
            text(json, "correlationId", event.correlationId()).append(',');
        }
        if (event.causationId() != null) {
            text(json, "causationId", event.causationId()).append(',');
        }
        text(json, "timestamp", Timestamps.format(event.timestamp())).append(',');
        text(json, "recordedAt", Timestamps.format(event.recordedAt())).append(',');
        text(json, "hash", event.hash()).append('}');
    }

    /**
     * Reads an event back. Data and metadata get the text that the log holds, whatever white space the
     * JSON has picked up on its way. Fields that this version does not know are passed over.
     *
     * @throws InvalidInputException naming the field that is missing or wrong
     */
    public static Event read(String json) {
        return read(Json.readObject(json));
    }

    /**
     * Reads an event from a tree, which must come from {@link Json}: other readers lose digits.
     *
     * @throws InvalidInputException naming the field that is missing or wrong
     */
    public static Event read(ObjectNode json) {
        return new Event(
                text(json, "workspaceId"),
                number(json, "position"),
                text(json, "id"),
                text(json, "type"),
                text(json, "subjectId"),
                text(json, "subjectType"),
                number(json, "version"),
                object(json, "data"),
                object(json, "metadata"),
                text(json, "userId"),
                text(json, "source"),
                optionalText(json, "correlationId"),
                optionalText(json, "causationId"),
                time(json, "timestamp"),
                time(json, "recordedAt"),
                text(json, "hash"));
    }

    private static int sizeHint(Event event) {
        return 640 + event.data().text().length() + event.metadata().text().length();
    }

    private static StringBuilder name(StringBuilder json, String name) {
        return json.append('"').append(name).append("\":");
    }

    private static StringBuilder number(StringBuilder json, String name, long value) {
        return name(json, name).append(value);
    }

    private static StringBuilder text(StringBuilder json, String name, String value) {
        name(json, name);
        // Only a log that was tampered with holds ids that need escaping; its export must still be JSON.
        return isPlain(value)
                ? json.append('"').append(value).append('"')
                : json.append(Json.write(Json.newObject().stringNode(value)));
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String text(ObjectNode json, String name) {
        String value = optionalText(json, name);
        if (value == null) {
            throw new InvalidInputException(name, "is missing");
        }
        return value;
    }

    private static @Nullable String optionalText(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidInputException(name, "must be a string");
        }
        JsonRules.checkText(name, value.stringValue());
        return value.stringValue();
    }

    private static long number(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            throw new InvalidInputException(name, "must be a whole number from 1");
        }
        return value.longValue();
    }

    private static Instant time(ObjectNode json, String name) {
        return Timestamps.parse(name, text(json, name));
    }

    private static JsonObject object(ObjectNode json, String name) {
        if (!(json.get(name) instanceof ObjectNode node)) {
            throw new InvalidInputException(name, "must be a JSON object");
        }
        JsonObject object = JsonObject.of(node);
        // Half a surrogate pair would be hashed as a question mark, and so pass for one.
        JsonRules.checkText(name, object.text());
        return object;
    }
}
