package dev.synap.client;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who has keys.
 *
 * @param admin whether this user administers the server
 */
public record User(String userId, String name, boolean admin, Instant createdAt) {

    static User from(ObjectNode json) {
        return new User(
                Wire.text(json, "userId"),
                Wire.text(json, "name"),
                json.path("admin").asBoolean(false),
                Wire.time(json, "createdAt"));
    }
}
