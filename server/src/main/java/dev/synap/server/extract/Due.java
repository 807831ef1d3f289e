package dev.synap.server.extract;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * When something is due: on a day, or at a time of it.
 *
 * @param date the day, where the writer is
 * @param time with the writer's offset at that time; null where only the day is said
 */
public record Due(LocalDate date, @Nullable OffsetDateTime time) {

    static Due on(LocalDate date) {
        return new Due(date, null);
    }

    static Due at(OffsetDateTime time) {
        return new Due(time.toLocalDate(), time);
    }

    /** {@code 2026-12-01}, or with a time {@code 2026-12-01T15:00:00+01:00}. */
    @Override
    public String toString() {
        return time == null ? date.toString() : time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
