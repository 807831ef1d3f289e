package dev.synap.server.extract;

import dev.synap.server.extract.Patterns.Match;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds in a sentence what it says about when. */
final class DateReader {

    /** Beyond it, ISO 8601 wants a sign. */
    private static final int LAST_YEAR = 9999;

    private static final int LONGEST_BEFORE = 4;
    private static final int MOST_BETWEEN = 2;

    private final Language language;
    private final Context context;

    DateReader(Language language, Context context) {
        this.language = language;
        this.context = context;
    }

    /**
     * An expression of when.
     *
     * @param start its first token, with words such as by and on
     * @param core its first token without those
     * @param end behind its last token
     */
    record Reading(int start, int core, int end, Moment moment) {}

    List<Reading> read(List<Token> tokens) {
        List<Reading> readings = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            Reading reading = at(tokens, at);
            if (reading == null) {
                at++;
                continue;
            }
            at = reading.end();
            Reading last = readings.isEmpty() ? null : readings.getLast();
            if (last != null && joins(tokens, last, reading)) {
                readings.removeLast();
                readings.add(new Reading(last.start(), last.core(), reading.end(), last.moment()));
            } else {
                readings.add(withWordsBefore(tokens, reading));
            }
        }
        return readings;
    }

    private @Nullable Reading at(List<Token> tokens, int from) {
        Match match = language.dates().longest(tokens, from);
        if (match == null || match.pattern().has("alone") && !mayEndThere(tokens, match.end())) {
            return null;
        }
        try {
            Pattern pattern = match.pattern();
            Moment moment = Moment.of(pattern.meaning(), pattern.found(tokens, from), context);
            boolean far = !moment.isPast() && moment.due().date().getYear() > LAST_YEAR;
            return far ? null : new Reading(from, from, match.end(), moment);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** "At 5" is a time where no noun follows, as one does in "at 5 percent". */
    private boolean mayEndThere(List<Token> tokens, int end) {
        if (end == tokens.size()) {
            return true;
        }
        Token next = tokens.get(end);
        return next.kind() != Token.Kind.WORD && next.kind() != Token.Kind.NUMBER
                || next.is("preposition")
                || next.is("lead")
                || next.is("glue")
                || language.dates().begin(next);
    }

    private static boolean joins(List<Token> tokens, Reading last, Reading next) {
        if (next.core() - last.end() > MOST_BETWEEN) {
            return false;
        }
        for (Token between : tokens.subList(last.end(), next.core())) {
            if (!between.is("glue") && !between.isMark(",")) {
                return false;
            }
        }
        return last.moment().join(next.moment());
    }

    private Reading withWordsBefore(List<Token> tokens, Reading reading) {
        for (int start = Math.max(0, reading.start() - LONGEST_BEFORE); start < reading.start(); start++) {
            Match match = language.beforeDates().longest(tokens, start);
            if (match != null && match.end() == reading.start()) {
                return new Reading(start, reading.core(), reading.end(), reading.moment());
            }
        }
        return reading;
    }
}
