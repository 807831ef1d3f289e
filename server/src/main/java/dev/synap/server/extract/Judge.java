package dev.synap.server.extract;

import dev.synap.server.extract.DateReader.Reading;
import dev.synap.server.extract.Patterns.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weighs whether a sentence asks that something be done. Each clause may have a cue, which gives points; what
 * speaks against it takes some away. The best clause counts.
 */
final class Judge {

    static final int BOX = 7;

    private static final int DATED = 1;

    private final Language language;
    private final List<Token> tokens;
    private final List<Reading> readings;
    private final Objections objections;
    private final BareVerb bareVerb;

    Judge(Language language, List<Token> tokens, List<Reading> readings) {
        this.language = language;
        this.tokens = tokens;
        this.readings = readings;
        this.objections = new Objections(language, tokens, readings);
        this.bareVerb = new BareVerb(tokens);
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
        return best != null ? best : new Event(tokens, readings).verdict(objections);
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

    /** The cue that a clause begins with, behind words such as then and maybe, a bullet or a date. */
    private @Nullable Verdict atStart(int start, int end) {
        Verdict best = null;
        int at = start;
        while (at < end) {
            Match match = language.cues().longest(tokens, at);
            if (match != null) {
                Verdict found = weighed(match, start, end, bareVerb.points(match, start, end));
                best = found != null && (best == null || found.points() > best.points()) ? found : best;
            }
            int next = behindDate(at);
            boolean bullet = at == start && tokens.get(at).kind() == Token.Kind.MARK;
            if (next == at && !bullet && !tokens.get(at).is("lead")) {
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

    static int points(Match match) {
        return Integer.parseInt(match.pattern().meaning().getFirst());
    }

    private @Nullable Verdict weighed(Match match, int start, int end, int more) {
        Objections.Found objections = this.objections.to(match, start, end);
        int points = points(match) + more + objections.points();
        if (points < 1 || !match.pattern().has("bare") && saysNothingElse(match)) {
            return null;
        }
        int kept = match.pattern().kept();
        Cue cue = new Cue(Cue.Kind.ACTION, Token.words(tokens.subList(match.start(), match.end())));
        boolean dated = readings.stream().anyMatch(reading -> !reading.moment().isPast());
        return new Verdict(
                points + (dated ? DATED : 0),
                start,
                kept < 0 ? match.start() : match.start() + kept,
                cue,
                objections.words());
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
}
