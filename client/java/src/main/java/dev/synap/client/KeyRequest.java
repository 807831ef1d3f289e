package dev.synap.client;

import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key to be made.
 *
 * @param name what it is for
 * @param scopes what it may do: {@code read}, {@code write}, {@code import}, {@code admin}; null for
 *     {@code read} and {@code write}
 * @param userId whose key it shall be, which only an administrator may choose; null for one's own
 * @param expiresAt when it shall end; null for never
 */
public record KeyRequest(
        String name,
        @Nullable List<String> scopes,
        @Nullable String userId,
        @Nullable Instant expiresAt) {

    public KeyRequest {
        scopes = scopes == null ? null : List.copyOf(scopes);
    }

    public static KeyRequest named(String name) {
        return new KeyRequest(name, null, null, null);
    }

    public KeyRequest scopes(String... values) {
        return new KeyRequest(name, List.of(values), userId, expiresAt);
    }

    public KeyRequest user(String value) {
        return new KeyRequest(name, scopes, value, expiresAt);
    }

    public KeyRequest expires(Instant value) {
        return new KeyRequest(name, scopes, userId, value);
    }

    ObjectNode json() {
        ObjectNode json = Json.newObject().put("name", name);
        if (scopes != null) {
            scopes.forEach(json.putArray("scopes")::add);
        }
        if (userId != null) {
            json.put("userId", userId);
        }
        if (expiresAt != null) {
            json.put("expiresAt", Timestamps.format(expiresAt));
        }
        return json;
    }
}
