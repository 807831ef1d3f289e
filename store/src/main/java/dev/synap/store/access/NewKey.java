package dev.synap.store.access;

import dev.synap.core.error.InvalidInputException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to make a key of.
 *
 * @param name what it is for, in the user's words
 * @param scopes at least one
 * @param expiresAt null means never
 */
public record NewKey(
        String userId,
        String name,
        Set<Scope> scopes,
        @Nullable Instant expiresAt) {
    public NewKey {
        Names.check("name", name);
        scopes = Set.copyOf(scopes);
        if (scopes.isEmpty()) {
            throw new InvalidInputException("scopes", "must name at least one of read, write, import, admin");
        }
    }
}
