package dev.synap.server.extract;

import dev.synap.server.extract.Pattern.Found;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one or more expressions say about when. Each says a part (a day, a time, how often); parts that stand
 * together and do not contradict each other are one moment.
 */
final class Moment {

    private static final int NOON = 12;
    private static final int LAST_HOUR_MEANT_AFTER_NOON = 6;

    private final Days days;
    private final ZonedDateTime now;
    private @Nullable LocalDate date;
    private @Nullable LocalDate vagueDate;
    private @Nullable DayOfWeek weekday;
    private @Nullable Integer week;
    private @Nullable LocalTime time;
    private @Nullable LocalTime part;
    private @Nullable ZonedDateTime instant;
    private boolean timeOpen;
    private boolean past;
    private boolean recurring;
    private boolean convention;

    private Moment(ZonedDateTime now) {
        this.now = now;
        this.days = new Days(now.toLocalDate());
    }

    /**
     * What a date pattern says.
     *
     * @param meaning the word for it, and its arguments
     * @throws java.time.DateTimeException where there is no such date
     * @throws ArithmeticException where it is too far away
     */
    static Moment of(List<String> meaning, List<Found> found, Context context) {
        Moment moment = new Moment(context.now().atZone(context.zone()));
        String argument = meaning.size() > 1 ? meaning.get(1) : "";
        moment.read(meaning.getFirst(), argument, new Wording(found));
        if (meaning.size() > 2 && !meaning.get(2).equals("alone")) {
            moment.readUnnamed(meaning.getFirst(), argument, Integer.parseInt(meaning.get(2)));
        }
        return moment;
    }

    /** Words that say their unit or part of the day themselves, as tonight does. */
    private void readUnnamed(String meaning, String argument, int value) {
        if (meaning.equals("part")) {
            part = LocalTime.of(value, 0);
        } else {
            end(Integer.parseInt(argument), value);
        }
    }

    private void read(String meaning, String argument, Wording words) {
        switch (meaning) {
            case "day" -> date = days.today().plusDays(Integer.parseInt(argument));
            case "weekday" -> dayOfWeek(words);
            case "next-weekday" -> nextWeekday(words.weekday());
            case "after-weekday" ->
                date = Days.plus(days.coming(words.weekday()), words.value("number"), words.value("unit"));
            case "in" -> in(argument.isEmpty() ? words.value("number") : Integer.parseInt(argument), words);
            case "minutes" -> instant = now.plusMinutes(Integer.parseInt(argument));
            case "begin" -> begin(Integer.parseInt(argument), words.value("unit"));
            case "end" -> end(Integer.parseInt(argument), words.value("unit"));
            case "weekend" -> weekend(Integer.parseInt(argument));
            case "month" -> month(words, argument);
            case "date" -> date = words.date(days);
            case "time" -> time = LocalTime.parse(argument);
            case "clock" -> time = clock(words);
            case "hour" -> openHour(words.value("hour"), 0);
            case "past-hour" -> openHour(words.value("hour"), Integer.parseInt(argument));
            case "part" -> part(argument, words);
            case "every" -> every(argument, words);
            case "past" -> past = true;
            default ->
                throw new IllegalArgumentException(
                        "a language names the meaning " + meaning + " for a date, which there is not");
        }
    }

    private void dayOfWeek(Wording words) {
        weekday = words.weekday();
        int hour = words.value("part");
        part = hour == 0 ? null : LocalTime.of(hour, 0);
    }

    private void nextWeekday(DayOfWeek day) {
        weekday = day;
        week = 1;
        convention = true;
    }

    private void in(int number, Wording words) {
        int unit = words.value("unit");
        switch (unit) {
            case 1 -> instant = now.plusMinutes(number);
            case 2 -> instant = now.plusHours(number);
            default -> date = Days.plus(days.today(), number, unit);
        }
    }

    /** The first day of a week, month or year from now. */
    private void begin(int later, int unit) {
        convention = true;
        switch (unit) {
            case 4 -> {
                week = later;
                vagueDate = days.monday(later);
            }
            case 6 -> date = days.today().plusMonths(later).withDayOfMonth(1);
            case 7 -> date = days.today().plusYears(later).withDayOfYear(1);
            default -> date = Days.plus(days.today(), later, unit);
        }
    }

    /** The last day of one; of a week, the last on which people work. */
    private void end(int later, int unit) {
        switch (unit) {
            case 4 -> {
                vagueDate = days.endOfWeek(later);
                week = later;
                convention = true;
            }
            case 6 -> date = days.today().plusMonths(later).with(TemporalAdjusters.lastDayOfMonth());
            case 7 -> date = days.today().plusYears(later).with(TemporalAdjusters.lastDayOfYear());
            default -> date = Days.plus(days.today(), later, unit);
        }
    }

    private void weekend(int later) {
        date = days.weekend(later);
        convention = true;
    }

    private void month(Wording words, String which) {
        int month = words.value("month");
        int year = words.value("year");
        boolean end = which.equals("end");
        YearMonth coming = year > 0 ? YearMonth.of(year, month) : days.comingMonth(month, end);
        convention = !end;
        date = switch (which) {
            case "end" -> coming.atEndOfMonth();
            case "middle" -> coming.atDay(15);
            default -> coming.atDay(1);
        };
    }

    private LocalTime clock(Wording words) {
        if (words.has("clock")) {
            return LocalTime.ofSecondOfDay(words.value("clock") * 60L);
        }
        int minutes = words.value("half-day-clock");
        int hour = minutes > 0 ? minutes / 60 : words.value("hour");
        if (words.has("meridiem")) {
            return LocalTime.of(hour % NOON + words.value("meridiem"), minutes % 60);
        }
        openHour(hour, minutes % 60);
        return LocalTime.of(afternoon(hour), minutes % 60);
    }

    /** An hour without am or pm; minutes may be before it. */
    private void openHour(int hour, int minutes) {
        time = LocalTime.of(afternoon(hour), 0).plusMinutes(minutes);
        timeOpen = hour <= NOON;
        convention |= timeOpen;
    }

    private static int afternoon(int hour) {
        return hour >= 1 && hour <= LAST_HOUR_MEANT_AFTER_NOON ? hour + NOON : hour;
    }

    private void part(String later, Wording words) {
        part = LocalTime.of(words.value("part"), 0);
        if (!later.isEmpty()) {
            date = days.today().plusDays(Integer.parseInt(later));
        }
        convention = true;
    }

    private void every(String what, Wording words) {
        recurring = true;
        switch (what) {
            case "weekday" -> weekday = words.weekday();
            case "workday" -> vagueDate = days.workday();
            case "part" -> part = LocalTime.of(words.value("part"), 0);
            default -> vagueDate = days.today();
        }
    }

    /** Takes over what another says; false, and nothing is taken, where both speak of the same. */
    boolean join(Moment other) {
        if (past || other.past || instant != null || other.instant != null || isTwice(time, other.time)) {
            return false;
        }
        boolean bothSayDay = saysDay() && other.saysDay();
        boolean oneIsVague = vagueDate != null || other.vagueDate != null;
        boolean named = weekday != null && other.date != null || date != null && other.weekday != null;
        DayOfWeek first = weekday;
        DayOfWeek second = other.weekday;
        boolean bothRecur = recurring && first != null && second != null && week == null && other.week == null;
        if (bothSayDay && !oneIsVague && !named && !bothRecur || isTwice(part, other.part)) {
            return false;
        }
        if (bothRecur && first != null && second != null) {
            weekday = days.coming(first).isBefore(days.coming(second)) ? first : second;
        }
        take(other);
        return true;
    }

    private void take(Moment other) {
        date = date == null ? other.date : date;
        vagueDate = vagueDate == null ? other.vagueDate : vagueDate;
        weekday = weekday == null ? other.weekday : weekday;
        week = week == null ? other.week : week;
        timeOpen |= other.timeOpen;
        time = time == null ? other.time : time;
        part = part == null ? other.part : part;
        recurring |= other.recurring;
        convention |= other.convention;
    }

    private static boolean isTwice(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null;
    }

    private boolean saysDay() {
        return date != null || vagueDate != null || weekday != null;
    }

    boolean isPast() {
        return past;
    }

    boolean recurs() {
        return recurring;
    }

    /** Whether what it comes to is only what most people mean by it. */
    boolean isConvention() {
        return convention;
    }

    /** When that is. Times that a change of the clocks skips are as much later; of those it repeats, the first counts. */
    Due due() {
        if (instant != null) {
            return Due.at(instant.toOffsetDateTime().withNano(0));
        }
        LocalTime at = timeOfDay();
        LocalDate day = day(at);
        if (at == null) {
            return Due.on(day);
        }
        ZonedDateTime due = day.atTime(at).atZone(now.getZone());
        boolean vaguelyOver = time == null && due.isBefore(now) && !recurring;
        return vaguelyOver ? Due.on(day) : Due.at(due.toOffsetDateTime());
    }

    private @Nullable LocalTime timeOfDay() {
        if (time == null || part == null) {
            return time == null ? part : time;
        }
        boolean later = timeOpen && part.getHour() >= NOON && time.getHour() < NOON;
        boolean earlier = timeOpen && part.getHour() < NOON && time.getHour() > NOON;
        return later ? time.plusHours(NOON) : earlier ? time.minusHours(NOON) : time;
    }

    private LocalDate day(@Nullable LocalTime at) {
        if (date != null) {
            return date;
        }
        if (weekday != null) {
            return week == null ? days.coming(weekday) : days.monday(week).plusDays(weekday.getValue() - 1L);
        }
        if (vagueDate != null) {
            return vagueDate;
        }
        return at == null || at.isAfter(now.toLocalTime())
                ? days.today()
                : days.today().plusDays(1);
    }
}
