package dev.synap.store.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is or was to be sent to a webhook.
 *
 * @param deliveryId stays the same however often it is sent
 * @param number its place among the deliveries of all webhooks
 * @param position of the event; 0 for a ping
 * @param eventId null for a ping
 * @param attempts how often it was tried; begins anew when somebody has it sent again
 * @param nextAttemptAt when it is tried again after it failed
 * @param attemptedAt when it was tried last
 * @param httpStatus what the receiver answered, where it did
 * @param error why the last attempt failed
 */
public record Delivery(
        String workspaceId,
        String webhookId,
        String deliveryId,
        long number,
        long position,
        @Nullable String eventId,
        String eventType,
        String subjectId,
        Status status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant attemptedAt,
        @Nullable Integer httpStatus,
        @Nullable Long durationMillis,
        @Nullable String error,
        Instant createdAt) {

    /** Where a delivery stands. */
    public enum Status {
        /** It will be sent. */
        PENDING,
        DELIVERED,
        /** It failed too often; it is sent again when somebody says so. */
        PARKED
    }
}
