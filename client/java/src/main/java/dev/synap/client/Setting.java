package dev.synap.client;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a workspace is told to do.
 *
 * @param name such as {@code recordAuditReads}; a later server may know more of them
 * @param value whether it does
 */
public record Setting(Entity entity, String name, boolean value) implements Row {

    static Setting from(ObjectNode row) {
        return new Setting(
                Entity.of(row, "setting"),
                Wire.text(row, "name"),
                row.path("value").asBoolean(false));
    }
}
