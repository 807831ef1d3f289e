package dev.synap.store.access;

import dev.synap.core.access.Actor;
import dev.synap.core.access.ActorKind;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may come in.
 *
 * @param admin whether this user runs the server: makes users, and keys for them
 * @param kind a person, or an agent
 * @param madeBy the person who made an agent, and makes its keys; null for a person
 */
public record User(
        String userId,
        String name,
        boolean admin,
        ActorKind kind,
        @Nullable String madeBy,
        Instant createdAt) {
    public User {
        checkId(userId);
        Names.check("name", name);
    }

    public boolean isAgent() {
        return kind == ActorKind.AGENT;
    }

    /** This user as the rules of a workspace see them. */
    public Actor actor() {
        return new Actor(userId, kind);
    }

    static String checkId(String userId) {
        if (userId.equals(Actor.SYSTEM_ID)) {
            throw new InvalidInputException("userId", "is Synap's own; choose another one");
        }
        return Ids.check("userId", userId);
    }
}
