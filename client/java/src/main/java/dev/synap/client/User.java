package dev.synap.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who has keys.
 *
 * @param admin whether this user administers the server
 * @param kind {@code person} or {@code agent}
 * @param madeBy who made the agent; null for a person
 */
public record User(
        String userId,
        String name,
        boolean admin,
        String kind,
        @Nullable String madeBy,
        Instant createdAt) {

    public boolean isAgent() {
        return kind.equals("agent");
    }

    static User from(ObjectNode json) {
        return new User(
                Wire.text(json, "userId"),
                Wire.text(json, "name"),
                json.path("admin").asBoolean(false),
                json.path("kind").asString("person"),
                Wire.optionalText(json, "madeBy"),
                Wire.time(json, "createdAt"));
    }
}
