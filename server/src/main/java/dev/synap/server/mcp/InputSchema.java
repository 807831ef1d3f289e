package dev.synap.server.mcp;

import dev.synap.core.json.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a tool's arguments, as it is put together. It knows no arguments but those named. */
final class InputSchema {

    private static final String DESCRIPTION = "description";
    private static final int MAX_ID = 200;

    private final ObjectNode properties = Json.newObject();
    private final ArrayNode required = Json.mapper().createArrayNode();

    /** With the argument that says which workspace. */
    static InputSchema inWorkspace() {
        return new InputSchema()
                .id(
                        "workspace",
                        "The workspace's id, of list_workspaces; left out: the only one that you may see, else default");
    }

    InputSchema text(String name, int maxLength, String description) {
        add(name, "string", description).put("maxLength", maxLength);
        return this;
    }

    InputSchema id(String name, String description) {
        return text(name, MAX_ID, description);
    }

    InputSchema oneOf(String name, List<String> values, String description) {
        ArrayNode choices = add(name, "string", description).putArray("enum");
        values.forEach(choices::add);
        return this;
    }

    InputSchema whole(String name, long least, long most, String description) {
        add(name, "integer", description).put("minimum", least).put("maximum", most);
        return this;
    }

    /** A whole number from 0: a version, a position. */
    InputSchema whole(String name, String description) {
        add(name, "integer", description).put("minimum", 0);
        return this;
    }

    InputSchema flag(String name, String description) {
        add(name, "boolean", description);
        return this;
    }

    InputSchema object(String name, String description) {
        add(name, "object", description);
        return this;
    }

    InputSchema ids(String name, int most, String description) {
        ObjectNode list = add(name, "array", description).put("minItems", 1).put("maxItems", most);
        list.putObject("items").put("type", "string").put("maxLength", MAX_ID);
        return this;
    }

    /** A list of objects that the given schema describes. */
    InputSchema reasoning(String name, int mostSteps, int longestText) {
        ObjectNode reasoning = add(name, "object", "How you came to want this; people who decide on it are shown it");
        reasoning.put("additionalProperties", false).putArray("required").add("steps");
        ObjectNode steps = reasoning.putObject("properties").putObject("steps");
        steps.put("type", "array").put("minItems", 1).put("maxItems", mostSteps);
        InputSchema step = new InputSchema()
                .text("thought", longestText, "What you thought")
                .text("action", longestText, "What you did about it");
        step.add("confidence", "number", "How sure you are, from 0 to 1")
                .put("minimum", 0)
                .put("maximum", 1);
        steps.set("items", step.required("thought").toNode());
        return this;
    }

    InputSchema required(String... names) {
        for (String name : names) {
            required.add(name);
        }
        return this;
    }

    private ObjectNode add(String name, String type, String description) {
        return properties.putObject(name).put("type", type).put(DESCRIPTION, description);
    }

    private ObjectNode toNode() {
        ObjectNode schema = Json.newObject().put("type", "object");
        schema.set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> toMap() {
        JsonNode schema = toNode();
        return Json.mapper().convertValue(schema, Map.class);
    }
}
