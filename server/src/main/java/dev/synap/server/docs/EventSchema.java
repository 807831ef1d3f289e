package dev.synap.server.docs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes an event for readers of the API; never made. */
@Schema(name = "Event", description = "An immutable fact in the log")
record EventSchema(
        @Schema(example = "default") String workspaceId,

        @Schema(description = "Its place in the workspace's log: 1, 2, 3 … without a gap", example = "2")
        long position,

        @Schema(example = "evt_2") String id,

        @Schema(description = "What happened", example = "note.content_updated")
        String type,

        @Schema(description = "What it is about", example = "note_123")
        String subjectId,

        @Schema(example = "note") String subjectType,

        @Schema(description = "Its place among the events of its subject", example = "2")
        long version,

        @Schema(description = "The change itself", example = "{\"content\": \"Changed\"}")
        Map<String, Object> data,

        @Schema(description = "Why and under what circumstances", example = "{\"userAgent\": \"curl/7.88.1\"}")
        Map<String, Object> metadata,

        @Schema(description = "Who did it, by their key", example = "owner")
        String userId,

        @Schema(description = "Through what", example = "api")
        String source,

        @Schema(description = "Groups the events of one change; left out when there is none", example = "evt_1")
        @Nullable
        String correlationId,

        @Schema(description = "The event that this one follows from; left out when there is none", example = "evt_1")
        @Nullable
        String causationId,

        @Schema(description = "When it happened", example = "2024-12-01T10:00:00.000000Z")
        Instant timestamp,

        @Schema(description = "When the log recorded it", example = "2024-12-01T10:00:00.000000Z")
        Instant recordedAt,

        @Schema(
                description = "SHA-256 over the hash before and this event",
                example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String hash) {}
