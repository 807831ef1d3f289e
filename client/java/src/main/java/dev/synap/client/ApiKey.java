package dev.synap.client;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key as the server knows it, which is without its secret.
 *
 * @param userId whose it is
 * @param prefix how the key begins, enough to recognise it
 * @param scopes what it may do: {@code read}, {@code write}, {@code import}, {@code admin}
 * @param expiresAt when it ends by itself; null for never
 * @param revokedAt when it was ended; null while it was not
 * @param lastUsedAt roughly when it was used last; null for never
 */
public record ApiKey(
        String keyId,
        String userId,
        String prefix,
        String name,
        Set<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    static ApiKey from(ObjectNode json) {
        return new ApiKey(
                Wire.text(json, "keyId"),
                Wire.text(json, "userId"),
                Wire.text(json, "prefix"),
                Wire.text(json, "name"),
                Wire.texts(json, "scopes"),
                Wire.time(json, "createdAt"),
                Wire.optionalTime(json, "expiresAt"),
                Wire.optionalTime(json, "revokedAt"),
                Wire.optionalTime(json, "lastUsedAt"));
    }
}
