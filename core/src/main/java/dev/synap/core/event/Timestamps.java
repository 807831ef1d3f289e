package dev.synap.core.event;

import dev.synap.core.error.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** Times as Synap keeps and shows them: UTC, ISO-8601, microseconds, years 1 to 9999. */
public final class Timestamps {

    public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** Always 27 characters, such as {@code 2024-12-01T10:00:00.000000Z}. */
    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** Cuts to microseconds, the precision of the log. */
    public static Instant truncate(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Reads an ISO-8601 time with an offset or Z, and cuts it to microseconds.
     *
     * @param field where it stands, for the message
     * @throws InvalidInputException when it is not such a time, or not in years 1 to 9999
     */
    public static Instant parse(String field, String text) {
        Instant instant;
        try {
            instant = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    field, "must be an ISO-8601 time with an offset, such as 2024-12-01T10:00:00Z");
        }
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST.plusNanos(999))) {
            throw new InvalidInputException(field, "must lie in the years 1 to 9999");
        }
        return truncate(instant);
    }
}
