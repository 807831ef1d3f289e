package dev.synap.client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a workspace is told to do.
 *
 * @param name such as {@code recordAuditReads}; a later server may know more of them
 * @param value true or false, or a number, as its {@link dev.synap.core.access.WorkspaceSetting.Kind} says
 */
public record Setting(Entity entity, String name, JsonNode value) implements Row {

    static Setting from(ObjectNode row) {
        return new Setting(Entity.of(row, "setting"), Wire.text(row, "name"), row.path("value"));
    }

    /** Whether the workspace does it; false where its value is a number. */
    public boolean isOn() {
        return value.isBoolean() && value.booleanValue();
    }
}
