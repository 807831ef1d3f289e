package dev.synap.client;

import dev.synap.core.history.FieldEffect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as an auditor reads it.
 *
 * @param userId who, by their key
 * @param userName what they are called now; the id of who is no user there
 * @param sentence who did what to what, such as {@code Bob deleted "Marketing Plan"}
 * @param title what the subject was called then; null where it had no name
 * @param timestamp when it happened
 * @param source through what, such as {@code web-app}
 * @param ipAddress from where; null where nobody knows, as for imports
 * @param browser the name of the program in {@code userAgent}, such as {@code Chrome}; null where it is no known one
 * @param reason why, where somebody said so
 * @param changes each field that it changed, before and after; empty for what is no fact, such as a request
 */
public record AuditEntry(
        String eventId,
        long position,
        String type,
        String subjectId,
        String subjectType,
        long version,
        String userId,
        String userName,
        String sentence,
        @Nullable String title,
        Instant timestamp,
        Instant recordedAt,
        String source,
        @Nullable String ipAddress,
        @Nullable String browser,
        @Nullable String userAgent,
        @Nullable String reason,
        @Nullable String correlationId,
        List<FieldEffect> changes) {

    public AuditEntry {
        changes = List.copyOf(changes);
    }

    static AuditEntry from(ObjectNode json) {
        return new AuditEntry(
                Wire.text(json, "eventId"),
                Wire.number(json, "position"),
                Wire.text(json, "type"),
                Wire.text(json, "subjectId"),
                Wire.text(json, "subjectType"),
                Wire.number(json, "version"),
                Wire.text(json, "userId"),
                Wire.text(json, "userName"),
                Wire.text(json, "sentence"),
                Wire.optionalText(json, "title"),
                Wire.time(json, "timestamp"),
                Wire.time(json, "recordedAt"),
                Wire.text(json, "source"),
                Wire.optionalText(json, "ipAddress"),
                Wire.optionalText(json, "browser"),
                Wire.optionalText(json, "userAgent"),
                Wire.optionalText(json, "reason"),
                Wire.optionalText(json, "correlationId"),
                Wire.list(json, "changes", PastWire::effect));
    }
}
