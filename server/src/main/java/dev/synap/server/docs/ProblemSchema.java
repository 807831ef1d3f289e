package dev.synap.server.docs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Describes a problem for readers of the API; never made. */
@Schema(name = "Problem", description = "What went wrong (RFC 9457)")
record ProblemSchema(
        @Schema(description = "The kind of problem; stable", example = "https://synap.dev/problems/version-conflict")
        URI type,

        @Schema(example = "The subject has moved on") String title,
        @Schema(example = "409") int status,

        @Schema(
                description = "What happened, and what to do",
                example = "[default/note_123] version 0 expected, 1 found; read the subject again and decide anew")
        String detail,

        @Schema(description = "The path that was asked for") String instance,

        @Schema(description = "The field or parameter that breaks a rule", example = "events[0].type") @Nullable
        String field,

        @Schema(description = "The limit that was passed") @Nullable
        Long limit,

        @Nullable String subjectId,
        @Nullable Long expectedVersion,

        @Schema(description = "The subject's version now") @Nullable
        Long currentVersion,

        @Nullable String eventId,
        @Nullable Long position,

        @Schema(description = "Whether the same request may succeed later") @Nullable
        Boolean retryable) {}
