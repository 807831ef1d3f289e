package dev.synap.client;

import tools.jackson.databind.node.ObjectNode;

/**
 * What became of one workspace of an export.
 *
 * @param added how many events were not there before
 * @param position where the log ends now
 * @param hash that of its last event
 */
public record RestoredWorkspace(String workspaceId, long added, long position, String hash) {

    static RestoredWorkspace from(ObjectNode json) {
        return new RestoredWorkspace(
                Wire.text(json, "workspaceId"),
                Wire.number(json, "added"),
                Wire.number(json, "position"),
                Wire.text(json, "hash"));
    }
}
