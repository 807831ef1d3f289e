package dev.synap.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.synap.core.error.InvalidInputException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    private static final DateTimeFormatter ORACLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Property(tries = 2_000)
    void everyTimeOfYears1To9999_isWrittenAsTheJdkWouldWriteIt(@ForAll("times") Instant time) {
        assertThat(Timestamps.format(time)).isEqualTo(ORACLE.format(time)).hasSize(27);
    }

    @Property
    void aWrittenTime_isReadBackToTheMicrosecond(@ForAll("times") Instant time) {
        assertThat(Timestamps.parse("t", Timestamps.format(time))).isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
    }

    @Property
    void writtenTimes_sortAsTheTimesDo(@ForAll("times") Instant a, @ForAll("times") Instant b) {
        assertThat(Integer.signum(Timestamps.format(a).compareTo(Timestamps.format(b))))
                .isEqualTo(Integer.signum(Timestamps.truncate(a).compareTo(Timestamps.truncate(b))));
    }

    @Property
    void offsets_areTurnedIntoUtc(@ForAll("times") Instant time, @ForAll("offsets") ZoneOffset offset) {
        Instant inside = time.isBefore(Instant.parse("0001-01-03T00:00:00Z")) ? time.plus(3, ChronoUnit.DAYS) : time;
        inside = inside.isAfter(Instant.parse("9999-12-29T00:00:00Z")) ? inside.minus(3, ChronoUnit.DAYS) : inside;
        String text = OffsetDateTime.ofInstant(inside, offset).toString();
        assertThat(Timestamps.parse("t", text)).isEqualTo(inside.truncatedTo(ChronoUnit.MICROS));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-01T10:00:00Z, 2024-12-01T10:00:00.000000Z",
        "2024-12-01T10:00Z, 2024-12-01T10:00:00.000000Z",
        "2024-12-01T10:00:00.1234567Z, 2024-12-01T10:00:00.123456Z",
        "2024-12-01T10:00:00.999999999+02:00, 2024-12-01T08:00:00.999999Z",
        "2024-02-29T23:59:59-00:30, 2024-03-01T00:29:59.000000Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z"
    })
    void isoTimesWithAnOffset_areRead(String text, String written) {
        assertThat(Timestamps.format(Timestamps.parse("t", text))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2024-12-01",
                "2024-12-01T10:00:00",
                "2024-12-01 10:00:00Z",
                "2024-13-01T10:00:00Z",
                "2024-02-30T10:00:00Z",
                "2023-02-29T10:00:00Z",
                "2024-12-01T24:00:00Z",
                "2024-12-01T23:59:60Z",
                "2024-12-01T10:00:00+19:00",
                "2024-12-01T10:00:00[UTC]",
                "1733047200",
                "2024-12-01T10:00:00Z ",
                "24-12-01T10:00:00Z"
            })
    void anythingElse_isRefused(String text) {
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> Timestamps.parse("from", text));
        assertThat(refused).hasMessage("must be an ISO-8601 time with an offset, such as 2024-12-01T10:00:00Z");
        assertThat(refused.field()).isEqualTo("from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-12-31T23:59:59.999999Z",
                "0001-01-01T00:00:00+00:01",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-00:01",
                "-0001-01-01T00:00:00Z",
                "+999999999-01-01T00:00:00Z"
            })
    void otherYears_areRefused(String text) {
        assertThatThrownBy(() -> Timestamps.parse("from", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("must lie in the years 1 to 9999");
    }

    @Test
    void check_takesTheFirstAndTheLastMomentAndCutsToMicroseconds() {
        assertThat(Timestamps.check("t", Timestamps.EARLIEST)).isEqualTo(Timestamps.EARLIEST);
        assertThat(Timestamps.check("t", Timestamps.LATEST.plusNanos(999))).isEqualTo(Timestamps.LATEST);
        assertThatThrownBy(() -> Timestamps.check("t", Timestamps.EARLIEST.minusNanos(1)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Timestamps.check("t", Timestamps.LATEST.plusNanos(1_000)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void otherYears_areWrittenAsTheJdkWritesThem_soThatTheyStandOut() {
        assertThat(Timestamps.format(Instant.parse("+10000-01-01T00:00:00Z"))).isEqualTo("+10000-01-01T00:00:00Z");
    }

    @Provide
    Arbitrary<Instant> times() {
        Arbitrary<Long> seconds = Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(Timestamps.EARLIEST.getEpochSecond(), Timestamps.LATEST.getEpochSecond())
                        .withoutEdgeCases(),
                Arbitraries.of(Timestamps.EARLIEST.getEpochSecond(), Timestamps.LATEST.getEpochSecond(), 0L, -1L));
        Arbitrary<Long> nanos = Arbitraries.longs().between(0, 999_999_999);
        return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<ZoneOffset> offsets() {
        return Arbitraries.integers()
                .between(-18 * 60, 18 * 60)
                .map(minutes -> ZoneOffset.ofTotalSeconds(minutes * 60));
    }
}
