package dev.synap.core.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An immutable JSON object, held as the compact text that the log stores and hashes. Keeping the text
 * lets an event pass from socket to disk, and back, without being taken apart.
 */
public final class JsonObject {

    private static final JsonObject EMPTY = new JsonObject("{}");

    private final String text;

    private JsonObject(String text) {
        this.text = text;
    }

    public static JsonObject empty() {
        return EMPTY;
    }

    /** The object that a tree holds now; later changes to the tree do not show. */
    public static JsonObject of(ObjectNode node) {
        if (node.isEmpty()) {
            return EMPTY;
        }
        String text = Json.write(node);
        // A Java double writes 1.0E10 where the same number, once read, is written 1.0E+10. Reading it now
        // gives text that stays the same however often it is read and written, as its hash needs.
        return new JsonObject(holdsForeignValues(node) ? Json.write(Json.readObject(text)) : text);
    }

    /**
     * Parses text that somebody sent and keeps it in compact form.
     *
     * @throws dev.synap.core.error.InvalidInputException when the text is not exactly one JSON object
     */
    public static JsonObject parse(String text) {
        return of(Json.readObject(text));
    }

    /** Wraps text that {@link #text()} gave earlier, as when it is read back from the log. */
    public static JsonObject ofStored(String text) {
        return text.equals("{}") ? EMPTY : new JsonObject(text);
    }

    /** Compact JSON on a single line. */
    public String text() {
        return text;
    }

    /** A fresh tree that the caller may change. */
    public ObjectNode toNode() {
        return Json.readObject(text);
    }

    public boolean isEmpty() {
        return text.equals("{}");
    }

    private static boolean holdsForeignValues(JsonNode node) {
        if (!node.isContainer()) {
            return node.isDouble() || node.isFloat() || node.isPojo();
        }
        for (JsonNode child : node) {
            if (holdsForeignValues(child)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
