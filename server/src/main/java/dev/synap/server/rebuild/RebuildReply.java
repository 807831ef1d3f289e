package dev.synap.server.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.synap.store.rebuild.Rebuild;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rebuild as operators see it. */
@Schema(name = "Rebuild")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RebuildReply(
        String id,

        @Schema(description = "What is rebuilt: a table, `snapshots`, or `all`", example = "all")
        String name,

        @Schema(allowableValues = {"running", "done", "failed"})
        String status,

        @Schema(description = "What is being done", example = "filling")
        String step,

        @Schema(description = "In all logs when it began") long eventsTotal,

        @Schema(description = "Of these") long eventsDone,

        long eventsPerSecond,

        @Schema(description = "How long it may still take; missing while nobody knows, and at the end") @Nullable
        Long secondsLeft,

        String requestedBy,
        Instant requestedAt,

        @Nullable Instant finishedAt,

        @Schema(description = "Why it failed") @Nullable String error) {

    static RebuildReply of(Rebuild rebuild) {
        return new RebuildReply(
                rebuild.id(),
                rebuild.name(),
                rebuild.status().text(),
                rebuild.step(),
                rebuild.eventsTotal(),
                rebuild.eventsDone(),
                Math.round(rebuild.eventsPerSecond()),
                rebuild.left().map(Duration::toSeconds).orElse(null),
                rebuild.requestedBy(),
                rebuild.requestedAt(),
                rebuild.finishedAt(),
                rebuild.error());
    }
}
