package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.JsonObject;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the data of a type must look like.
 *
 * @param type the type of entities that it is for
 * @param schema a JSON Schema, draft 2020-12
 */
public record TypeSchema(Entity entity, String type, JsonObject schema) implements Row {

    static TypeSchema from(ObjectNode row) {
        if (!(row.get("schema") instanceof ObjectNode schema)) {
            throw new InvalidInputException("schema", "must be a JSON object");
        }
        return new TypeSchema(Entity.of(row, "schema"), Wire.text(row, "type"), JsonObject.of(schema));
    }
}
