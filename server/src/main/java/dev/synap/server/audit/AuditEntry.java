package dev.synap.server.audit;

import dev.synap.core.event.Event;
import dev.synap.core.history.Effect;
import dev.synap.core.history.FieldEffect;
import dev.synap.core.history.Headline;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

        @Schema(description = "What they are called now; the id of who is no user here")
        String userName,

        @Schema(description = "Who did what to what", example = "Bob deleted \"Marketing Plan\"")
        String sentence,

        @Schema(description = "What the subject was called then, cut to 80 characters", example = "Marketing Plan")
        @Nullable
        String title,

        @Schema(description = "When it happened") Instant timestamp,
        @Schema(description = "When the log recorded it") Instant recordedAt,

        @Schema(description = "Through what", example = "web-app")
        String source,

        @Schema(description = "From which address") @Nullable
        String ipAddress,

        @Schema(description = "The name of the program in userAgent, where it is a known one", example = "Chrome")
        @Nullable
        String browser,

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

    /**
     * The entry of an event.
     *
     * @param before the subject's fields before it
     * @param after the same after it
     * @param names of users, by id
     */
    static AuditEntry of(
            Event event, ObjectNode before, ObjectNode after, Map<String, String> names, Browsers browsers) {
        ObjectNode metadata = event.metadata().toNode();
        String userAgent = text(metadata, "userAgent");
        Headline headline = Headline.of(event, before, after, id -> names.getOrDefault(id, id));
        return new AuditEntry(
                event.id(),
                event.position(),
                event.type(),
                event.subjectId(),
                event.subjectType(),
                event.version(),
                event.userId(),
                names.getOrDefault(event.userId(), event.userId()),
                headline.sentence(),
                headline.title(),
                event.timestamp(),
                event.recordedAt(),
                event.source(),
                text(metadata, "ipAddress"),
                userAgent == null ? null : browsers.name(userAgent),
                userAgent,
                text(metadata, "reason"),
                event.correlationId(),
                Effect.between(before, after).fields().stream().map(Change::of).toList());
    }

    private static @Nullable String text(ObjectNode metadata, String name) {
        JsonNode value = metadata.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
