package dev.synap.store.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it may be shown: without its secret.
 *
 * @param session whether it is no key that somebody made, but a browser's session
 * @param prefix how the key begins, to know it again by
 * @param expiresAt from when on it no longer works; null means never
 * @param revokedAt since when it no longer works; null while it does
 * @param lastUsedAt when it was last seen, to the minute; null before the first use
 */
public record ApiKey(
        String keyId,
        boolean session,
        String userId,
        String prefix,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it opens anything at this time. */
    public boolean isValidAt(Instant time) {
        return revokedAt == null && (expiresAt == null || time.isBefore(expiresAt));
    }
}
