package dev.synap.client;

import tools.jackson.databind.node.ObjectNode;

/**
 * That one entity has to do with another.
 *
 * @param from the id of the one
 * @param to the id of the other
 * @param kind how, such as {@code blocks}
 */
public record Relation(Entity entity, String from, String to, String kind) implements Row {

    static Relation from(ObjectNode row) {
        return new Relation(
                Entity.of(row, "relation"),
                Wire.text(row, "from"),
                Wire.text(row, "to"),
                row.path("kind").asString(""));
    }
}
