package dev.synap.server.extract;

import dev.synap.server.extract.DateReader.Reading;
import dev.synap.server.extract.Patterns.Match;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weighs whether a sentence asks that something be done. Each clause may have a cue, which gives points; what
 * speaks against it takes some away. The best clause counts.
 */
final class Judge {

    static final int BOX = 7;

    private static final int NOT_ASKED_FOR = -7;
    private static final int PAST = -5;
    private static final int STATED = -4;
    private static final int DATED = 1;
    private static final int EVENT = 4;
    private static final int DATED_NOUNS = 2;
    private static final int NOUN_AS_VERB = -2;
    private static final int LONGEST_EVENT = 9;

    private final Language language;
    private final List<Token> tokens;
    private final List<Reading> readings;

    Judge(Language language, List<Token> tokens, List<Reading> readings) {
        this.language = language;
        this.tokens = tokens;
        this.readings = readings;
    }

    /**
     * What was found.
     *
     * @param points more for stronger cues; none below 1
     * @param clause the token at which the clause begins
     * @param kept the first token that a title keeps
     * @param cue the words that speak for it
     * @param against the words that speak against it
     */
    record Verdict(int points, int clause, int kept, Cue cue, List<String> against) {}

    /** What speaks for a task. */
    record Cue(Kind kind, String words) {

        enum Kind {
            ACTION,
            EVENT,
            BOX
        }
    }

    @Nullable
    Verdict verdict() {
        Verdict best = null;
        List<Integer> clauses = Sentences.clauses(tokens);
        for (int i = 0; i < clauses.size(); i++) {
            int end = i + 1 < clauses.size() ? clauses.get(i + 1) : tokens.size();
            Verdict found = clause(clauses.get(i), end);
            if (found != null && (best == null || found.points() > best.points())) {
                best = found;
            }
        }
        return best != null ? best : event();
    }

    private @Nullable Verdict clause(int start, int end) {
        Verdict best = atStart(start, end);
        for (int i = start; i < end; i++) {
            Match match = language.inside().longest(tokens, i);
            if (match != null && (best == null || best.points() < points(match))) {
                Verdict found = weighed(match, start, end, 0);
                if (found != null && (best == null || found.points() > best.points())) {
                    best = withSubject(match, found);
                }
            }
        }
        return best;
    }

    /** What needs to be done is said by the whole clause: the fence must be painted. */
    private static Verdict withSubject(Match match, Verdict found) {
        return match.pattern().kept() >= 0
                ? found
                : new Verdict(found.points(), found.clause(), found.clause(), found.cue(), found.against());
    }

    /** The cue that a clause begins with, behind words such as then and maybe, and behind a date. */
    private @Nullable Verdict atStart(int start, int end) {
        Verdict best = null;
        int at = start;
        while (at < end) {
            Match match = language.cues().longest(tokens, at);
            if (match != null) {
                Verdict found = weighed(match, start, end, bare(match, start, end));
                best = found != null && (best == null || found.points() > best.points()) ? found : best;
            }
            int next = behindDate(at);
            if (next == at && !tokens.get(at).is("lead")) {
                return best;
            }
            at = Math.max(next, at + 1);
        }
        return best;
    }

    private int behindDate(int at) {
        for (Reading reading : readings) {
            if (reading.start() <= at && at < reading.end() && reading.start() == at) {
                return reading.end();
            }
        }
        return at;
    }

    private static int points(Match match) {
        return Integer.parseInt(match.pattern().meaning().getFirst());
    }

    private @Nullable Verdict weighed(Match match, int start, int end, int more) {
        List<String> against = new ArrayList<>();
        int points = points(match) + more;
        for (int i = 0; i < end; i++) {
            Match objection = language.against().longest(tokens, i);
            if (objection != null && (i >= start || objection.pattern().has("all"))) {
                points += points(objection);
                against.add(words(objection.start(), objection.end()));
            }
        }
        for (Reading reading : readings) {
            if (reading.moment().isPast() && reading.core() >= start && reading.core() < end) {
                points += PAST;
                against.add(words(reading.core(), reading.end()));
            }
        }
        if (Sentences.isQuestion(tokens) && !match.pattern().has("ask")) {
            points += NOT_ASKED_FOR;
        }
        if (points < 1 || !match.pattern().has("bare") && saysNothingElse(match)) {
            return null;
        }
        int kept = match.pattern().kept();
        Cue cue = new Cue(Cue.Kind.ACTION, words(match.start(), match.end()));
        return new Verdict(
                points + (isDated() ? DATED : 0), start, kept < 0 ? match.start() : match.start() + kept, cue, against);
    }

    /** Whether a sentence is no more than its cue, as a lone "todo". */
    private boolean saysNothingElse(Match match) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean inCue = i >= match.start() && i < match.end();
            if (!inCue && tokens.get(i).kind() != Token.Kind.MARK) {
                return false;
            }
        }
        return true;
    }

    /** What becomes of a verb that stands alone at the beginning, and may be a noun. */
    private int bare(Match match, int start, int end) {
        if (!match.pattern().has("bare")) {
            return 0;
        }
        int verb = match.start();
        boolean noun = tokens.get(verb).is("noun");
        boolean first = start == 0 || tokens.get(start - 1).isMark(":");
        Token next = verb + 1 < end ? tokens.get(verb + 1) : null;
        if (next == null || next.kind() == Token.Kind.MARK) {
            return noun || !first || next != null ? NOT_ASKED_FOR : NOUN_AS_VERB;
        }
        boolean nounBefore = noun && (next.is("noun-preposition") || next.is("finite") || next.is("past"));
        if (nounBefore) {
            return NOT_ASKED_FOR;
        }
        int stated = isStated(verb + 1, end, "finite") ? STATED : 0;
        boolean led = verb > start;
        boolean object = led
                || next.is("det")
                || next.is("name")
                || next.is("preposition")
                || next.isCapitalised()
                || next.kind() != Token.Kind.WORD;
        if (!noun || object) {
            return stated;
        }
        boolean told = stated == 0 && isStated(verb + 1, end, "past");
        return stated + (told ? STATED : 0) + (first ? NOUN_AS_VERB : NOT_ASKED_FOR);
    }

    /** Whether the clause has a verb of its own, as in "test results are fine": what stood before it was a noun. */
    private boolean isStated(int from, int end, String role) {
        for (int i = from; i < end; i++) {
            if (tokens.get(i).is("sub")) {
                return false;
            }
            if (tokens.get(i).is(role)) {
                return true;
            }
        }
        return false;
    }

    private boolean isDated() {
        return readings.stream().anyMatch(reading -> !reading.moment().isPast());
    }

    /** Something that will be, as "dentist on Thursday at 9": a few words without a verb, and when. */
    private @Nullable Verdict event() {
        Token first = tokens.getFirst();
        boolean over = readings.stream().anyMatch(reading -> reading.moment().isPast());
        if (!isDated()
                || over
                || Sentences.isQuestion(tokens)
                || tokens.stream().anyMatch(token -> token.is("past"))
                || tokens.size() > LONGEST_EVENT) {
            return null;
        }
        if (readings.getFirst().start() == 0 || isStated(0, tokens.size(), "finite") || isDenied()) {
            return null;
        }
        boolean event = tokens.stream().anyMatch(token -> token.is("event"));
        int points = event && !first.is("det") ? EVENT : DATED_NOUNS;
        Reading when = readings.getFirst();
        return new Verdict(points, 0, 0, new Cue(Cue.Kind.EVENT, words(when.core(), when.end())), List.of());
    }

    private boolean isDenied() {
        for (int i = 0; i < tokens.size(); i++) {
            if (language.against().longest(tokens, i) != null) {
                return true;
            }
        }
        return false;
    }

    private String words(int from, int end) {
        StringBuilder words = new StringBuilder();
        for (Token token : tokens.subList(from, end)) {
            boolean glued = words.isEmpty() || token.kind() == Token.Kind.MARK;
            words.append(glued ? "" : " ").append(token.raw());
        }
        return words.toString();
    }
}
