package dev.synap.server.list;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.json.JsonObject;
import dev.synap.store.projection.Row;
import dev.synap.store.projection.RowPage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A page of a list. */
@Schema(name = "List")
public record ListReply(
        @Schema(description = "Each with its fields, id, type, and version: that of its last change")
        List<JsonObject> items,

        @Schema(description = "What to pass as `after` for the next page; null when this is the last one") @Nullable
        String next,

        @Schema(description = "The position of the log up to which the list shows everything")
        long position) {

    static ListReply of(RowPage page, long position) {
        return new ListReply(page.rows().stream().map(ListReply::item).toList(), page.next(), position);
    }

    /** One row as an object: its fields, and what only the row knows. */
    public static JsonObject item(Row row) {
        ObjectNode item = row.state().toNode();
        item.put("id", row.id());
        // What a schema calls its type is the type that it is for.
        if (!row.type().equals(EntityTypes.SCHEMA)) {
            item.put("type", row.type());
        }
        item.put("version", row.version());
        return JsonObject.of(item);
    }
}
