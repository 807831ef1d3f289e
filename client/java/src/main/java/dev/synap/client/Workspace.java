package dev.synap.client;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workspace: one log.
 *
 * @param ownerId the user who may do everything in it
 */
public record Workspace(String workspaceId, String name, String ownerId, Instant createdAt) {

    static Workspace from(ObjectNode json) {
        return new Workspace(
                Wire.text(json, "workspaceId"),
                Wire.text(json, "name"),
                Wire.text(json, "ownerId"),
                Wire.time(json, "createdAt"));
    }
}
