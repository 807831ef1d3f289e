package dev.synap.server.webhook;

import dev.synap.store.webhook.Delivery;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that is or was to be sent, with how its last attempt went. */
@Schema(name = "WebhookDelivery")
record DeliveryReply(
        @Schema(description = "What the receiver gets as `webhook-id`, however often it is sent")
        String id,

        @Schema(description = "0 for a ping") long position,

        @Nullable String eventId,
        String eventType,
        String subjectId,

        @Schema(
                description = "`pending`: it will be sent; `parked`: it failed too often, and waits to be sent again by"
                        + " hand",
                allowableValues = {"pending", "delivered", "parked"})
        String status,

        @Schema(description = "How often it was tried") int attempts,

        @Nullable Instant nextAttemptAt,
        @Nullable Instant attemptedAt,

        @Schema(description = "What the receiver answered last; null when it did not") @Nullable
        Integer httpStatus,

        @Nullable Long durationMillis,

        @Schema(description = "Why the last attempt failed") @Nullable
        String error,

        Instant createdAt) {

    static DeliveryReply of(Delivery delivery) {
        return new DeliveryReply(
                delivery.deliveryId(),
                delivery.position(),
                delivery.eventId(),
                delivery.eventType(),
                delivery.subjectId(),
                delivery.status().name().toLowerCase(Locale.ROOT),
                delivery.attempts(),
                delivery.nextAttemptAt(),
                delivery.attemptedAt(),
                delivery.httpStatus(),
                delivery.durationMillis(),
                delivery.error(),
                delivery.createdAt());
    }
}
