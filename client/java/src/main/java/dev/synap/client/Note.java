package dev.synap.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A note, as the lists show it now. */
public record Note(
        Entity entity, @Nullable String title, @Nullable String content) implements Row {

    static Note from(ObjectNode row) {
        return new Note(Entity.of(row, "note"), Wire.optionalText(row, "title"), Wire.optionalText(row, "content"));
    }
}
