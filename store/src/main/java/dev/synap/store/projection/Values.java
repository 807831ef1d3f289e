package dev.synap.store.projection;

import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON values as a column can take them. An event may hold any JSON, so a value of another kind gives null and
 * never fails: the state keeps it as it is.
 */
final class Values {

    /** The longest text that a column in an index takes, in characters. */
    static final int MAX_WORD = 200;

    private static final int DATE_LENGTH = "2024-12-01".length();

    private Values() {}

    static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || !value.isString()) {
            return null;
        }
        String text = value.stringValue();
        return isStorable(text) ? text : null;
    }

    static @Nullable String word(@Nullable JsonNode value) {
        String text = text(value);
        return text == null || text.length() > MAX_WORD ? null : text;
    }

    /** A time with an offset, or a date, which stands for its first moment in UTC. */
    static @Nullable String time(@Nullable JsonNode value) {
        String text = word(value);
        Instant instant = text == null ? null : instant(text);
        return instant == null ? null : Timestamps.format(instant);
    }

    static @Nullable Instant instant(String text) {
        try {
            Instant instant = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            boolean inRange = !instant.isBefore(Timestamps.EARLIEST) && !instant.isAfter(Timestamps.LATEST);
            return inRange ? Timestamps.truncate(instant) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable String wholeNumber(@Nullable JsonNode value) {
        return value != null && value.isIntegralNumber() && value.canConvertToLong()
                ? Long.toString(value.longValue())
                : null;
    }

    static @Nullable String flag(@Nullable JsonNode value) {
        return value != null && value.isBoolean() ? Boolean.toString(value.booleanValue()) : null;
    }

    static @Nullable String object(@Nullable JsonNode value) {
        return value != null && value.isObject() ? Json.write(value) : null;
    }

    /** The tags that have rows, each once. */
    static List<String> tags(@Nullable JsonNode value) {
        if (value == null || !value.isArray() || value.isEmpty()) {
            return List.of();
        }
        Collection<String> tags = new TreeSet<>();
        for (JsonNode each : value) {
            String tag = word(each);
            if (tag != null) {
                tags.add(tag);
            }
        }
        return new ArrayList<>(tags);
    }

    /** PostgreSQL's text takes neither NUL nor half of a surrogate pair. */
    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
