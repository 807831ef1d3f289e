package dev.synap.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The holder of the key that a client uses.
 *
 * @param keyId which key, without its secret
 * @param scopes what the key may do: {@code read}, {@code write}, {@code import}, {@code admin}
 * @param workspaces the ids of the workspaces that it may see
 * @param admin whether its user administers the server
 * @param kind {@code person} or {@code agent}
 */
public record Me(
        String userId,
        String name,
        String keyId,
        Set<String> scopes,
        List<String> workspaces,
        boolean admin,
        String kind) {

    public Me {
        scopes = Set.copyOf(scopes);
        workspaces = List.copyOf(workspaces);
    }

    static Me from(ObjectNode json) {
        List<String> workspaces = new ArrayList<>();
        for (JsonNode workspace : Wire.array(json, "workspaces")) {
            workspaces.add(workspace.isObject() ? Wire.text(workspace, "workspaceId") : workspace.asString());
        }
        return new Me(
                Wire.text(json, "userId"),
                Wire.text(json, "name"),
                Wire.text(json, "keyId"),
                Wire.texts(json, "scopes"),
                workspaces,
                json.path("admin").asBoolean(false),
                json.path("kind").asString("person"));
    }
}
