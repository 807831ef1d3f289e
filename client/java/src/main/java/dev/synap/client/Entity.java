package dev.synap.client;

import dev.synap.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entity of any type, as the lists show it now.
 *
 * @param type such as {@code note}
 * @param version the version of its last change
 * @param creation null where the server does not say
 * @param update the last change; null when there was none
 * @param archiving null when it is not archived
 * @param deletion null when it is not deleted
 * @param fields all of it, as one JSON object
 */
public record Entity(
        String id,
        String type,
        long version,
        List<String> tags,
        @Nullable Stamp creation,
        @Nullable Stamp update,
        @Nullable Stamp archiving,
        @Nullable Stamp deletion,
        JsonObject fields)
        implements Row {

    public Entity {
        tags = List.copyOf(tags);
    }

    /** One field that holds text. */
    public @Nullable String text(String name) {
        return Wire.optionalText(fields.toNode(), name);
    }

    @Override
    public Entity entity() {
        return this;
    }

    /** Reads a row that says its type. */
    static Entity from(ObjectNode row) {
        return of(row, row.path("type").asString(""));
    }

    /** Reads a row of a list of one type. */
    static Entity of(ObjectNode row, String type) {
        return new Entity(
                Wire.text(row, "id"),
                type,
                row.path("version").asLong(0),
                tags(row),
                Stamp.from(row, "created"),
                Stamp.from(row, "updated"),
                Stamp.from(row, "archived"),
                Stamp.from(row, "deleted"),
                JsonObject.of(row));
    }

    private static List<String> tags(ObjectNode row) {
        List<String> tags = new ArrayList<>();
        if (row.get("tags") instanceof ArrayNode array) {
            for (JsonNode tag : array) {
                tags.add(tag.asString());
            }
        }
        return tags;
    }
}
