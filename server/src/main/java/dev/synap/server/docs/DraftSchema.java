package dev.synap.server.docs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes an event to append for readers of the API; never made. */
@Schema(name = "EventDraft", description = "An event to append; unknown fields are refused")
record DraftSchema(
        @Schema(description = "Choose it to make repeated sending safe", example = "evt_1") @Nullable
        String id,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "What happened", example = "note.created")
        String type,

        @Schema(description = "Left out: data.id, or a new subject", example = "note_123") @Nullable
        String subjectId,

        @Schema(description = "Left out: the subject's own, or the first word of the type", example = "note") @Nullable
        String subjectType,

        @Schema(description = "At most 1 MiB, nested at most 64 deep", example = "{\"content\": \"Original\"}")
        @Nullable
        Map<String, Object> data,

        @Schema(description = "At most 256 KiB", example = "{\"reason\": \"user_action\"}") @Nullable
        Map<String, Object> metadata,

        @Schema(description = "Only with metadata.import and the scope import") @Nullable
        String userId,

        @Schema(description = "Left out: api", example = "web-app") @Nullable
        String source,

        @Nullable String correlationId,
        @Nullable String causationId,

        @Schema(description = "Only with metadata.import and the scope import") @Nullable
        Instant timestamp) {}
