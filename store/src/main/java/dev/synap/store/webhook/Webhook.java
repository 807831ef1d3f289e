package dev.synap.store.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where some of a workspace's events are sent.
 *
 * @param types see {@link TypePatterns}
 * @param keyId the key that its secret is sealed with
 * @param disabledReason why it was disabled, where the server did that
 * @param failingSince since when nothing has come through; null when the last attempt did
 * @param fromPosition it gets what comes behind this
 */
public record Webhook(
        String workspaceId,
        String webhookId,
        String url,
        List<String> types,
        String description,
        String keyId,
        boolean enabled,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        long fromPosition,
        Instant createdAt,
        String createdBy,
        Instant updatedAt) {

    public Webhook {
        types = List.copyOf(types);
    }

    boolean wants(String type, long position) {
        return position > fromPosition && TypePatterns.match(types, type);
    }
}
