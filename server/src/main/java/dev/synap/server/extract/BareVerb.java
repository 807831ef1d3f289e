package dev.synap.server.extract;

import dev.synap.server.extract.Patterns.Match;
import java.util.List;

/** A verb that stands alone at the beginning of a clause, and may be a noun: "book a table" and "book of the month". */
record BareVerb(List<Token> tokens) {

    private static final int NO_VERB = -7;
    private static final int STATED = -4;
    private static final int MAY_BE_NOUN = -2;
    private static final String ENDS = ".,;:!?…–—-()/";

    /** What becomes of the points of a cue; 0 where it is surely a verb. */
    int points(Match cue, int start, int end) {
        if (!cue.pattern().has("bare")) {
            return 0;
        }
        Token verb = tokens.get(cue.start());
        boolean phrase = cue.end() > cue.start() + 1;
        boolean noun = verb.is("noun");
        boolean first = start == 0 || tokens.get(start - 1).isMark(":");
        Token next = cue.start() + 1 < end ? tokens.get(cue.start() + 1) : null;
        if (next == null || isEnd(next)) {
            return noun || !first || next != null ? NO_VERB : MAY_BE_NOUN;
        }
        if (noun && !phrase && (next.is("noun-preposition") || next.is("finite") || next.is("past"))) {
            return NO_VERB;
        }
        int stated = isStated(cue.start() + 1, end, "finite") ? STATED : 0;
        if (!noun) {
            return stated;
        }
        boolean led = cue.start() > start;
        boolean object = led || phrase || isObject(next);
        boolean told = stated == 0 && isStated(cue.start() + 1, end, "past");
        if (object) {
            return stated + (told && (next.is("preposition") || next.kind() == Token.Kind.NUMBER) ? STATED : 0);
        }
        return stated + (told ? STATED : 0) + (first ? verb.is("thing") ? 0 : MAY_BE_NOUN : NO_VERB);
    }

    private static boolean isEnd(Token token) {
        return token.kind() == Token.Kind.MARK && ENDS.contains(token.raw());
    }

    private static boolean isObject(Token token) {
        return token.is("det")
                || token.is("name")
                || token.is("preposition")
                || token.is("particle")
                || token.is("sub")
                || token.isCapitalised()
                || token.kind() != Token.Kind.WORD;
    }

    /**
     * Whether the clause has a verb of its own, as in "test results are fine": what stood before it was a noun. Behind
     * an article it is none: "the closed account".
     */
    private boolean isStated(int from, int end, String role) {
        for (int i = from; i < end; i++) {
            Token token = tokens.get(i);
            if (token.is("sub")) {
                return false;
            }
            if (token.is(role) && !tokens.get(i - 1).is("det")) {
                return true;
            }
        }
        return false;
    }
}
