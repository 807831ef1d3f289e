package dev.synap.cli.terminal;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as a person types and reads them, always UTC. */
public final class Times {

    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Times() {}

    /** To the second. */
    public static String show(Instant time) {
        return SHORT.format(time);
    }

    /** A time, or a day that stands for its first instant. */
    public static final class Start implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return parse(text, 0);
        }
    }

    /** A time, or a day that stands for its last instant. */
    public static final class End implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return parse(text, 1);
        }
    }

    private static Instant parse(String text, int days) {
        try {
            Instant midnight = LocalDate.parse(text)
                    .plusDays(days)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            return days == 0 ? midnight : midnight.minusNanos(1_000);
        } catch (DateTimeParseException e) {
            try {
                return Timestamps.parse("time", text);
            } catch (InvalidInputException wrong) {
                throw new TypeConversionException(
                        "'" + text + "' is neither a time such as 2024-12-05T23:59:59Z nor a day such as 2024-12-05");
            }
        }
    }
}
