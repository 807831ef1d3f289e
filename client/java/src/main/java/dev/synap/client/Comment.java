package dev.synap.client;

import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody said about an entity.
 *
 * @param on the id of that entity
 */
public record Comment(Entity entity, String on, String text) implements Row {

    static Comment from(ObjectNode row) {
        return new Comment(
                Entity.of(row, "comment"),
                Wire.text(row, "on"),
                row.path("text").asString(""));
    }
}
