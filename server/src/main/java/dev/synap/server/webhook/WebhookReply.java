package dev.synap.server.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.synap.store.webhook.Webhook;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook as the admins of its workspace may see it. */
@Schema(name = "Webhook")
record WebhookReply(
        String id,
        String url,

        @Schema(description = "Exact types, prefixes such as `note.*`, or `*` for all", example = "[\"note.*\"]")
        List<String> types,

        String description,
        boolean enabled,

        @Schema(description = "Why the server disabled it; null when it did not") @Nullable
        String disabledReason,

        @Schema(description = "Since when nothing has come through; null when the last attempt did") @Nullable
        Instant failingSince,

        @Schema(description = "It gets the events behind this position")
        long fromPosition,

        @Schema(
                description =
                        "Whether this server can sign with its secret; where it cannot, for its key is another one,"
                                + " rotate the secret")
        boolean secretReadable,

        Instant createdAt,
        String createdBy,
        Instant updatedAt,

        @Schema(
                description =
                        "What deliveries are signed with, only in the answer that made it: it cannot be shown again",
                example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String secret) {

    static WebhookReply of(Webhook webhook, boolean readable, @Nullable String secret) {
        return new WebhookReply(
                webhook.webhookId(),
                webhook.url(),
                webhook.types(),
                webhook.description(),
                webhook.enabled(),
                webhook.disabledReason(),
                webhook.failingSince(),
                webhook.fromPosition(),
                readable,
                webhook.createdAt(),
                webhook.createdBy(),
                webhook.updatedAt(),
                secret);
    }
}
