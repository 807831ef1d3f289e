package dev.synap.server.audit;

import dev.synap.core.event.Event;
import dev.synap.core.history.Effect;
import dev.synap.core.history.FieldEffect;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event as an auditor reads it. */
@Schema(name = "AuditEntry")
public record AuditEntry(
        String eventId,
        long position,
        String type,
        String subjectId,
        String subjectType,
        long version,
        @Schema(description = "Who, by their key") String userId,
        @Schema(description = "When it happened") Instant timestamp,
        @Schema(description = "When the log recorded it") Instant recordedAt,

        @Schema(description = "Through what", example = "web-app")
        String source,

        @Schema(description = "From which address") @Nullable
        String ipAddress,

        @Nullable String userAgent,

        @Schema(description = "Why, where somebody said so") @Nullable
        String reason,

        @Nullable String correlationId,

        @Schema(description = "What it changed; empty for what is no fact, such as a request")
        List<Change> changes) {

    /** A field before and after. */
    @Schema(name = "AuditChange")
    public record Change(
            @Schema(description = "A JSON Pointer", example = "/content")
            String path,

            @Schema(allowableValues = {"added", "removed", "changed"})
            String kind,

            @Schema(implementation = Object.class, description = "Null where it was added") @Nullable
            JsonNode before,

            @Schema(implementation = Object.class, description = "Null where it was removed") @Nullable
            JsonNode after) {

        static Change of(FieldEffect effect) {
            return new Change(
                    effect.path(), effect.kind().name().toLowerCase(Locale.ROOT), effect.before(), effect.after());
        }
    }

    static AuditEntry of(Event event, Effect effect) {
        ObjectNode metadata = event.metadata().toNode();
        return new AuditEntry(
                event.id(),
                event.position(),
                event.type(),
                event.subjectId(),
                event.subjectType(),
                event.version(),
                event.userId(),
                event.timestamp(),
                event.recordedAt(),
                event.source(),
                text(metadata, "ipAddress"),
                text(metadata, "userAgent"),
                text(metadata, "reason"),
                event.correlationId(),
                effect.fields().stream().map(Change::of).toList());
    }

    private static @Nullable String text(ObjectNode metadata, String name) {
        JsonNode value = metadata.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
