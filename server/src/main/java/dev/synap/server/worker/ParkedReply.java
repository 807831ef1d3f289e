package dev.synap.server.worker;

import dev.synap.store.feed.Parked;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event that a worker could not handle. */
@Schema(name = "Parked")
record ParkedReply(
        String id,
        String worker,
        long position,
        String eventId,
        String eventType,
        String subjectId,

        @Schema(
                description = "`retrying`: it is tried again by itself; `parked`: it waits for an operator; `waiting`:"
                        + " it waits behind another of its subject",
                allowableValues = {"retrying", "parked", "waiting"})
        String status,

        int attempts,
        Instant nextAttemptAt,
        @Nullable Instant failedAt,
        @Nullable String error,
        @Nullable String stack) {

    static ParkedReply of(Parked.Entry entry) {
        return new ParkedReply(
                entry.id(),
                entry.subscriber(),
                entry.position(),
                entry.eventId(),
                entry.eventType(),
                entry.subjectId(),
                entry.status().name().toLowerCase(Locale.ROOT),
                entry.attempts(),
                entry.nextAttemptAt(),
                entry.failedAt(),
                entry.error(),
                entry.stack());
    }
}
