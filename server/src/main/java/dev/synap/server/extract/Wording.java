package dev.synap.server.extract;

import dev.synap.server.extract.Pattern.Found;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/** The values that the words of an expression of when stand for, by their roles. */
record Wording(List<Found> found) {

    /** What the first word with this role stands for; 0 where there is none. */
    int value(String role) {
        return first(role).orElse(0);
    }

    boolean has(String role) {
        return first(role).isPresent();
    }

    DayOfWeek weekday() {
        return found.stream()
                .filter(each -> each.role().endsWith("weekday") || each.role().equals("weekdays"))
                .map(each -> DayOfWeek.of(each.value()))
                .findFirst()
                .orElseThrow();
    }

    /** The date that is written out, in digits or with the name of a month; where it leaves the year open, the coming one. */
    LocalDate date(Days days) {
        if (has("date")) {
            return LocalDate.ofEpochDay(value("date"));
        }
        if (has("short-date")) {
            return days.coming(value("short-date") / 100, value("short-date") % 100);
        }
        int day = found.stream()
                .filter(each -> each.role().equals("day") || each.role().equals("ordinal"))
                .mapToInt(Found::value)
                .reduce(0, (earlier, last) -> last);
        int month = value("month");
        int year = value("year");
        if (month == 0) {
            return days.comingDay(day);
        }
        return year == 0 ? days.coming(month, day) : LocalDate.of(year, month, day);
    }

    private OptionalInt first(String role) {
        return found.stream()
                .filter(each -> each.role().equals(role))
                .mapToInt(Found::value)
                .findFirst();
    }
}
