package dev.synap.core.fold;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396): objects merge, null removes, anything else replaces. */
public final class MergePatch {

    private MergePatch() {}

    /** The target with the patch applied; the target itself is left as it is. */
    public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = target.objectNode();
        merged.setAll(target);
        patch.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                merged.remove(name);
            } else if (value instanceof ObjectNode nested) {
                ObjectNode before = merged.get(name) instanceof ObjectNode object ? object : target.objectNode();
                merged.set(name, apply(before, nested));
            } else {
                merged.set(name, value);
            }
        });
        return merged;
    }
}
