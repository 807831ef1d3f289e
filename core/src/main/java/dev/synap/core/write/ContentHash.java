package dev.synap.core.write;

import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The seal on a proposal's content, by which a reviewer says what they saw: SHA-256 in hex over compact JSON
 * whose keys stand in the order of their UTF-16 code units, so that the order they were sent in does not count.
 */
public final class ContentHash {

    private ContentHash() {}

    public static String of(JsonObject content) {
        try {
            byte[] text = Json.write(sorted(content.toNode())).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> byName = new TreeMap<>();
            object.properties().forEach(entry -> byName.put(entry.getKey(), sorted(entry.getValue())));
            return object.objectNode().setAll(byName);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }
}
