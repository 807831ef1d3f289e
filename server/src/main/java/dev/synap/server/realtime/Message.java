package dev.synap.server.realtime;

import java.util.Map;

/**
 * Something to tell a client.
 *
 * @param name what clients listen for
 * @param body its fields, which are written as JSON
 */
record Message(String name, Map<String, Object> body) {

    /** The client has everything up to here, though no message said so. */
    static Message position(String workspaceId, long position) {
        return new Message("position", Map.of("workspaceId", workspaceId, "position", position));
    }
}
