package dev.synap.server.worker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.synap.core.access.Actor;
import dev.synap.store.access.User;
import dev.synap.store.access.Users;
import dev.synap.store.access.Workspace;
import dev.synap.store.access.Workspaces;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who users are, and whom workspaces belong to. Neither ever changes, so what was found once is kept; what was
 * not found is looked for again.
 *
 * <p>Thread-safe.
 */
public final class People {

    private static final int MAX_KEPT = 50_000;

    private final Users users;
    private final Workspaces workspaces;
    private final Cache<String, Actor> actors =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).build();
    private final Cache<String, String> owners =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).build();

    public People(Users users, Workspaces workspaces) {
        this.users = users;
        this.workspaces = workspaces;
    }

    /** The user as the rules see them; empty where there is none. */
    Optional<Actor> actor(String userId) {
        return userId.equals(Actor.SYSTEM_ID)
                ? Optional.of(Actor.system())
                : kept(actors, userId, () -> users.find(userId).map(User::actor));
    }

    /** The owner of a workspace; the empty text where there is no such workspace. */
    String ownerId(String workspaceId) {
        return kept(owners, workspaceId, () -> workspaces.find(workspaceId).map(Workspace::ownerId))
                .orElse("");
    }

    private static <T> Optional<T> kept(Cache<String, T> cache, String id, Supplier<Optional<T>> find) {
        Optional<T> known = Optional.ofNullable(cache.getIfPresent(id));
        if (known.isPresent()) {
            return known;
        }
        Optional<T> found = find.get();
        found.ifPresent(value -> cache.put(id, value));
        return found;
    }
}
