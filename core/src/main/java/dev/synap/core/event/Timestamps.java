package dev.synap.core.event;

import dev.synap.core.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times as Synap keeps and shows them: UTC, ISO-8601, microseconds, years 1 to 9999. */
public final class Timestamps {

    public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final int LENGTH = 27;

    private Timestamps() {}

    /**
     * Always {@value #LENGTH} characters, such as {@code 2024-12-01T10:00:00.000000Z}, for the years 1 to 9999. Other
     * years, which nothing here lets in, read as {@link Instant#toString()} writes them.
     */
    public static String format(Instant instant) {
        if (!isInRange(instant)) {
            return instant.toString();
        }
        // By hand, because every event that is hashed or sent takes two of these, and a
        // DateTimeFormatter would cost more than the hash.
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        byte[] text = new byte[LENGTH];
        digits(text, 0, 4, time.getYear());
        text[4] = '-';
        digits(text, 5, 2, time.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, time.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, time.getHour());
        text[13] = ':';
        digits(text, 14, 2, time.getMinute());
        text[16] = ':';
        digits(text, 17, 2, time.getSecond());
        text[19] = '.';
        digits(text, 20, 6, instant.getNano() / 1_000);
        text[26] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
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
        return check(field, instant);
    }

    /**
     * Cuts a time to microseconds.
     *
     * @param field where it stands, for the message
     * @throws InvalidInputException when it does not lie in years 1 to 9999
     */
    public static Instant check(String field, Instant instant) {
        if (!isInRange(instant)) {
            throw new InvalidInputException(field, "must lie in the years 1 to 9999");
        }
        return truncate(instant);
    }

    private static boolean isInRange(Instant instant) {
        long second = instant.getEpochSecond();
        return second >= EARLIEST.getEpochSecond() && second <= LATEST.getEpochSecond();
    }

    private static void digits(byte[] text, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
