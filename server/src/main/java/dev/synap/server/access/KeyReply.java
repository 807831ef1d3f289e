package dev.synap.server.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.synap.store.access.ApiKey;
import dev.synap.store.access.KeySecret;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key as its user may see it. */
@Schema(name = "Key")
record KeyReply(
        String keyId,
        String userId,

        @Schema(description = "How the key begins", example = "synap_4fJ2kQ9x")
        String prefix,

        String name,

        @ArraySchema(schema = @Schema(allowableValues = {"read", "write", "import", "admin"}))
        List<String> scopes,

        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Schema(description = "To the minute") @Nullable Instant lastUsedAt,

        @Schema(description = "The key itself, only in the answer that made it: it cannot be shown again")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String key) {

    static KeyReply of(ApiKey key) {
        return of(key, null);
    }

    static KeyReply made(ApiKey key, KeySecret secret) {
        return of(key, secret.text());
    }

    private static KeyReply of(ApiKey key, @Nullable String secret) {
        return new KeyReply(
                key.keyId(),
                key.userId(),
                key.prefix(),
                key.name(),
                key.scopes().stream().sorted().map(Scope::text).toList(),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedAt(),
                secret);
    }
}
