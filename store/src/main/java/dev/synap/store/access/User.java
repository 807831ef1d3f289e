package dev.synap.store.access;

import dev.synap.core.event.Ids;
import java.time.Instant;

/**
 * Somebody who may come in.
 *
 * @param admin whether this user runs the server: makes users, and keys for them
 */
public record User(String userId, String name, boolean admin, Instant createdAt) {
    public User {
        Ids.check("userId", userId);
        Names.check("name", name);
    }
}
