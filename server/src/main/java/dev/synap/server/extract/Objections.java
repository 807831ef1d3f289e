package dev.synap.server.extract;

import dev.synap.server.extract.DateReader.Reading;
import dev.synap.server.extract.Patterns.Match;
import java.util.ArrayList;
import java.util.List;

/** What speaks against a cue: words that deny it, a time that is over, a question for information. */
record Objections(Language language, List<Token> tokens, List<Reading> readings) {

    private static final int PAST = -5;
    private static final int ASKED_ABOUT = -7;

    /**
     * What was found.
     *
     * @param points 0 or less
     * @param words those that speak against it
     */
    record Found(int points, List<String> words) {}

    /** What speaks against a cue in its clause, and in those before it where that counts for all. */
    Found to(Match cue, int start, int end) {
        List<String> words = new ArrayList<>();
        int points = 0;
        for (int i = 0; i < end; i++) {
            Match objection = language.against().longest(tokens, i);
            if (objection != null && counts(objection, start)) {
                points += Judge.points(objection);
                words.add(Token.words(tokens.subList(objection.start(), objection.end())));
            }
        }
        for (Reading reading : readings) {
            if (reading.moment().isPast() && reading.core() >= start && reading.core() < end) {
                points += PAST;
                words.add(Token.words(tokens.subList(reading.core(), reading.end())));
            }
        }
        if (Sentences.isQuestion(tokens) && !cue.pattern().has("ask")) {
            points += ASKED_ABOUT;
        }
        return new Found(points, words);
    }

    private static boolean counts(Match objection, int clause) {
        return (objection.start() >= clause || objection.pattern().has("all"))
                && (objection.start() == 0 || !objection.pattern().has("start"));
    }

    /** Whether anything speaks against the sentence. */
    boolean any() {
        for (int i = 0; i < tokens.size(); i++) {
            if (language.against().longest(tokens, i) != null) {
                return true;
            }
        }
        return Sentences.isQuestion(tokens)
                || readings.stream().anyMatch(reading -> reading.moment().isPast());
    }
}
