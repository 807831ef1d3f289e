package dev.synap.server.extract;

import dev.synap.server.extract.DateReader.Reading;
import dev.synap.server.extract.Judge.Cue;
import dev.synap.server.extract.Judge.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that will be, as "dentist on Thursday at 9": a few words without a verb, and when. */
record Event(List<Token> tokens, List<Reading> readings) {

    private static final int KNOWN = 4;
    private static final int NOUNS = 2;
    private static final int LONGEST = 14;
    private static final int LONGEST_NOUNS = 9;

    @Nullable
    Verdict verdict(Objections objections) {
        if (readings.isEmpty() || tokens.size() > LONGEST || objections.any() || isStated()) {
            return null;
        }
        boolean known = tokens.stream().anyMatch(token -> token.is("event"))
                && !tokens.getFirst().is("det");
        if (!known && (tokens.size() > LONGEST_NOUNS || readings.getFirst().start() == 0)) {
            return null;
        }
        Reading when = readings.getFirst();
        Cue cue = new Cue(Cue.Kind.EVENT, Token.words(tokens.subList(when.core(), when.end())));
        return new Verdict(known ? KNOWN : NOUNS, 0, 0, cue, List.of());
    }

    /** Whether there is a verb, or somebody who does it; or it is about something that is written. */
    private boolean isStated() {
        return hasSubject()
                || tokens.stream().anyMatch(token -> token.is("past") || token.is("finite") || token.is("document"));
    }

    /** Whether somebody is said to do something, rather than to be there: "lunch with you". */
    private boolean hasSubject() {
        for (int i = 0; i < tokens.size(); i++) {
            boolean subject = tokens.get(i).is("we") || tokens.get(i).is("subject");
            if (subject && (i == 0 || !tokens.get(i - 1).is("preposition"))) {
                return true;
            }
        }
        return false;
    }
}
