package dev.synap.client;

import dev.synap.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server says about a request that it did not fulfil (RFC 9457).
 *
 * @param code the stable name of the kind of problem: the last part of its {@code type}
 * @param title the kind in words, empty where the server gave none
 * @param detail what happened in this case and what to do, empty where the server gave none
 * @param json everything the server said, further fields included
 */
public record Problem(String code, String title, String detail, JsonObject json) {

    static @Nullable Problem from(ObjectNode json) {
        JsonNode type = json.get("type");
        if (type == null || !type.isString()) {
            return null;
        }
        String name = type.stringValue();
        return new Problem(
                name.substring(name.lastIndexOf('/') + 1),
                json.path("title").asString(""),
                json.path("detail").asString(""),
                JsonObject.of(json));
    }

    /** The field of the request that is at fault, as a path such as {@code events[0].data}. */
    public Optional<String> field() {
        return text("field");
    }

    /** A further field that holds text. */
    public Optional<String> text(String name) {
        JsonNode value = json.toNode().path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** What to tell the user: the detail, or the title where there is none. */
    String message() {
        return detail.isEmpty() ? title : detail;
    }
}
