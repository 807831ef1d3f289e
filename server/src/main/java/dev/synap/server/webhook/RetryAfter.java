package dev.synap.server.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a receiver asks not to be sent to: seconds, or until a date (RFC 9110, 10.2.3). */
final class RetryAfter {

    private static final Duration LONG = Duration.ofDays(365);

    private RetryAfter() {}

    /**
     * Reads the header.
     *
     * @return a year at most; null where it is neither, for then it asks for nothing
     */
    static @Nullable Duration parse(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        if (text.matches("[0-9]+")) {
            return text.length() > 8 ? LONG : shorter(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isBefore(now) ? Duration.ZERO : shorter(Duration.between(now, until));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration shorter(Duration asked) {
        return asked.compareTo(LONG) > 0 ? LONG : asked;
    }
}
