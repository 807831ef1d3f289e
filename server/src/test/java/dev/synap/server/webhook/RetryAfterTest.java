package dev.synap.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long receivers ask to be left alone. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                             | PT0S",
                "120                           | PT2M",
                "99999999                      | P365D",
                "99999999999999999999          | P365D",
                "Mon, 23 Nov 2026 20:05:00 GMT | PT5M",
                "Mon, 23 Nov 2026 19:00:00 GMT | PT0S",
                "Sat, 23 Nov 2126 20:00:00 GMT | P365D",
            })
    void secondsAndDates_areUnderstood(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "12 s", "Mon, 99 Nov 2026 20:05:00 GMT", "2026-11-23T20:05:00Z"})
    void whatIsNeither_asksForNothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }

    @Test
    void noHeader_asksForNothing() {
        assertThat(RetryAfter.parse(null, NOW)).isNull();
    }
}
