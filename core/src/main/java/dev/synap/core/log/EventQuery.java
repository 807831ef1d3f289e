package dev.synap.core.log;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events to find; what is null does not matter, what is given must all hold.
 *
 * @param type an exact type, or a prefix where it ends in {@code .*}, as in {@code note.*}
 * @param from the earliest timestamp, included; cut to microseconds
 * @param to the latest timestamp, included; cut to microseconds
 */
public record EventQuery(
        @Nullable String type,
        @Nullable String subjectId,
        @Nullable String subjectType,
        @Nullable String userId,
        @Nullable String source,
        @Nullable String correlationId,
        @Nullable Instant from,
        @Nullable Instant to) {

    private static final String ANY_ENDING = ".*";

    public EventQuery {
        checkId("type", type == null ? null : withoutStar(type));
        checkId("subjectId", subjectId);
        checkId("subjectType", subjectType);
        checkId("userId", userId);
        checkId("source", source);
        checkId("correlationId", correlationId);
        from = from == null ? null : Timestamps.check("from", from);
        to = to == null ? null : Timestamps.check("to", to);
        if (from != null && to != null && from.isAfter(to)) {
            throw new InvalidInputException("from", "lies after to; exchange them");
        }
    }

    public static EventQuery all() {
        return new EventQuery(null, null, null, null, null, null, null, null);
    }

    public EventQuery type(String value) {
        return new EventQuery(value, subjectId, subjectType, userId, source, correlationId, from, to);
    }

    public EventQuery subject(String value) {
        return new EventQuery(type, value, subjectType, userId, source, correlationId, from, to);
    }

    public EventQuery subjectType(String value) {
        return new EventQuery(type, subjectId, value, userId, source, correlationId, from, to);
    }

    public EventQuery user(String value) {
        return new EventQuery(type, subjectId, subjectType, value, source, correlationId, from, to);
    }

    public EventQuery source(String value) {
        return new EventQuery(type, subjectId, subjectType, userId, value, correlationId, from, to);
    }

    public EventQuery correlation(String value) {
        return new EventQuery(type, subjectId, subjectType, userId, source, value, from, to);
    }

    /** Events that happened at these times or between them. */
    public EventQuery between(@Nullable Instant earliest, @Nullable Instant latest) {
        return new EventQuery(type, subjectId, subjectType, userId, source, correlationId, earliest, latest);
    }

    /** Whether {@link #type} stands for all types that begin alike. */
    public boolean isTypePrefix() {
        return type != null && type.endsWith(ANY_ENDING);
    }

    /** What all types must begin with, the dot included: {@code note.} for {@code note.*}. */
    public String typePrefix() {
        if (type == null || !isTypePrefix()) {
            throw new IllegalStateException("not a query by prefix");
        }
        return type.substring(0, type.length() - 1);
    }

    private static String withoutStar(String type) {
        return type.endsWith(ANY_ENDING) ? type.substring(0, type.length() - ANY_ENDING.length()) : type;
    }

    private static void checkId(String field, @Nullable String value) {
        if (value != null) {
            Ids.check(field, value);
        }
    }
}
