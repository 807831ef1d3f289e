package dev.synap.server.extract;

import dev.synap.server.extract.Token.Sense;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What begins with a digit, taken apart: {@code 9:15am} is 9 and 15, between them {@code :}, behind them {@code am}. */
final class Numeral {

    private static final int MAX_DIGITS = 4;
    private static final int NOON = 12;

    private final List<Integer> numbers = new ArrayList<>();
    private final StringBuilder between = new StringBuilder();
    private final List<Sense> senses = new ArrayList<>();
    private final Language language;
    private String suffix = "";
    private boolean leadingZero;
    private int lastDigits;

    private Numeral(Language language) {
        this.language = language;
    }

    /** The roles it may have: number, day, hour, year, ordinal, clock, date. */
    static List<Sense> senses(String raw, Language language) {
        Numeral numeral = new Numeral(language);
        if (numeral.takeApart(raw)) {
            numeral.read();
        }
        return List.copyOf(numeral.senses);
    }

    private boolean takeApart(String raw) {
        leadingZero = raw.startsWith("0");
        int at = 0;
        while (at < raw.length()) {
            int end = at;
            while (end < raw.length() && raw.charAt(end) >= '0' && raw.charAt(end) <= '9') {
                end++;
            }
            if (end == at || end - at > MAX_DIGITS || numbers.size() == 3) {
                return false;
            }
            numbers.add(Integer.valueOf(raw.substring(at, end)));
            lastDigits = end - at;
            boolean more = end + 1 < raw.length() && Character.isDigit(raw.charAt(end + 1));
            if (!more) {
                suffix = Language.lower(raw.substring(end));
                return true;
            }
            between.append(Character.toLowerCase(raw.charAt(end)));
            at = end + 1;
        }
        return false;
    }

    private void read() {
        switch (between.toString()) {
            case "" -> readNumber(numbers.getFirst());
            case ":", "h" -> {
                if (lastDigits == 2) {
                    readClock(numbers.get(0), numbers.get(1));
                }
            }
            case "--" -> {
                if (suffix.isEmpty() && numbers.getFirst() > 31) {
                    readDate(numbers.get(0), numbers.get(1), numbers.get(2));
                } else {
                    readDayOrMonthFirst();
                }
            }
            case "//" -> readDayOrMonthFirst();
            case "." -> {
                if (lastDigits == 2 && hasRole("meridiem")) {
                    readClock(numbers.get(0), numbers.get(1));
                }
            }
            case ".." -> readDate(numbers.get(2), numbers.get(1), numbers.get(0));
            case "/" -> readShortDate(numbers.get(0), numbers.get(1));
            default -> {}
        }
    }

    private void readNumber(int number) {
        if (suffix.isEmpty()) {
            add("number", number);
            addDay(number);
            if (number < 24) {
                add("hour", number);
            }
            if (number >= 1900 && number < 2200) {
                add("year", number);
            }
        } else if (hasRole("ordinal-suffix")) {
            addDay(number);
            add("ordinal", number);
        } else {
            readClock(number, 0);
        }
    }

    private void addDay(int number) {
        if (number >= 1 && number <= 31) {
            add("day", number);
        }
    }

    private void readClock(int hour, int minute) {
        if (hour > 23 || minute > 59) {
            return;
        }
        var meridiem = language.senses(suffix, false).stream()
                .filter(sense -> sense.role().equals("meridiem"))
                .findFirst();
        if (meridiem.isPresent()) {
            if (hour >= 1 && hour <= NOON) {
                add("clock", (hour % NOON + meridiem.get().value()) * 60 + minute);
            }
        } else if (suffix.isEmpty() || suffix.equals("h")) {
            boolean sure = hour > NOON
                    || hour == 0
                    || leadingZero
                    || suffix.equals("h")
                    || between.toString().equals("h");
            add(sure ? "clock" : "half-day-clock", hour * 60 + minute);
        }
    }

    /** Which comes first is said only by a number above 12; else nothing is read, rather than the wrong day. */
    private void readDayOrMonthFirst() {
        int first = numbers.get(0);
        int second = numbers.get(1);
        if (second <= NOON && (first > NOON || first == second)) {
            readDate(numbers.get(2), second, first);
        } else if (first <= NOON && second > NOON) {
            readDate(numbers.get(2), first, second);
        }
    }

    private void readDate(int year, int month, int day) {
        int full = year < 100 ? 2000 + year : year;
        if (!suffix.isEmpty() || full < 1900 || full > 2199) {
            return;
        }
        try {
            add("date", Math.toIntExact(LocalDate.of(full, month, day).toEpochDay()));
        } catch (DateTimeException e) {
            // The 31st of a month that has none: no date.
        }
    }

    private void readShortDate(int first, int second) {
        if (!suffix.isEmpty() || (first <= NOON) == (second <= NOON)) {
            return;
        }
        int month = Math.min(first, second);
        int day = Math.max(first, second);
        if (month >= 1 && day <= 31) {
            add("short-date", month * 100 + day);
        }
    }

    private boolean hasRole(String role) {
        return language.senses(suffix.toLowerCase(Locale.ROOT), false).stream()
                .anyMatch(sense -> sense.role().equals(role));
    }

    private void add(String role, int value) {
        senses.add(new Sense(role, value));
    }
}
