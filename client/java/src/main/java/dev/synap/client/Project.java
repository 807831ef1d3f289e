package dev.synap.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A project, as the lists show it now. */
public record Project(
        Entity entity,
        @Nullable String title,
        @Nullable String description,
        @Nullable String status) implements Row {

    static Project from(ObjectNode row) {
        return new Project(
                Entity.of(row, "project"),
                Wire.optionalText(row, "title"),
                Wire.optionalText(row, "description"),
                Wire.optionalText(row, "status"));
    }
}
