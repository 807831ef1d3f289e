package dev.synap.server.extract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/** Days as seen from today. Weeks begin on Monday. */
record Days(LocalDate today) {

    private static final int YEARS_TO_A_LEAP_YEAR = 8;

    /** A number of units from a day; units as a language counts them: 3 a day, 4 a week, 5 two, 6 a month, 7 a year. */
    static LocalDate plus(LocalDate day, int number, int unit) {
        return switch (unit) {
            case 3 -> day.plusDays(number);
            case 4 -> day.plusWeeks(number);
            case 5 -> day.plusWeeks(2L * number);
            case 6 -> day.plusMonths(number);
            case 7 -> day.plusYears(number);
            default -> day;
        };
    }

    /** The next such weekday after today. */
    LocalDate coming(DayOfWeek day) {
        return today.with(TemporalAdjusters.next(day));
    }

    /** The next such day from today on. */
    LocalDate coming(int month, int day) {
        for (int year = today.getYear(); year <= today.getYear() + YEARS_TO_A_LEAP_YEAR; year++) {
            YearMonth each = YearMonth.of(year, month);
            if (each.isValidDay(day) && !each.atDay(day).isBefore(today)) {
                return each.atDay(day);
            }
        }
        return LocalDate.of(today.getYear(), month, day);
    }

    /** The next day of a month with this number, from today on. */
    LocalDate comingDay(int day) {
        YearMonth month = YearMonth.from(today);
        while (!month.isValidDay(day) || month.atDay(day).isBefore(today)) {
            month = month.plusMonths(1);
        }
        return month.atDay(day);
    }

    /** The month itself where it is not over, else that of the next year. */
    YearMonth comingMonth(int month, boolean thisOneCounts) {
        int current = today.getMonthValue();
        boolean over = month < current || month == current && !thisOneCounts;
        return YearMonth.of(over ? today.getYear() + 1 : today.getYear(), month);
    }

    LocalDate monday(int weeksLater) {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(weeksLater);
    }

    /** The Friday of a week; where it is over, the Sunday. */
    LocalDate endOfWeek(int weeksLater) {
        LocalDate friday = monday(weeksLater).plusDays(4);
        return friday.isBefore(today) ? friday.plusDays(2) : friday;
    }

    LocalDate weekend(int weeksLater) {
        LocalDate saturday = monday(weeksLater).plusDays(5);
        return saturday.isBefore(today) ? today : saturday;
    }

    LocalDate workday() {
        return today.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue() ? coming(DayOfWeek.MONDAY) : today;
    }
}
