package dev.synap.server.extract;

import java.util.ArrayList;
import java.util.List;

/** Where sentences end, and their clauses begin. */
final class Sentences {

    /** Nobody says so much in one breath; a text without full stops is cut there. */
    private static final int MOST_TOKENS = 120;

    private static final String ENDS = ".!?…";
    private static final String CLAUSE_ENDS = ",;:–—-()";

    private Sentences() {}

    /** The tokens of each sentence, with its last mark. */
    static List<List<Token>> of(List<Token> tokens) {
        List<List<Token>> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (ends(tokens, i) || i - start + 1 == MOST_TOKENS || i == tokens.size() - 1) {
                sentences.add(tokens.subList(start, i + 1));
                start = i + 1;
            }
        }
        return sentences;
    }

    private static boolean ends(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        if (token.kind() != Token.Kind.MARK || ENDS.indexOf(token.raw().charAt(0)) < 0) {
            return false;
        }
        return i + 1 == tokens.size() || tokens.get(i + 1).start() > token.end();
    }

    /** The tokens as one sentence, of a usual length. */
    static List<List<Token>> single(List<Token> tokens) {
        return tokens.isEmpty() ? List.of() : List.of(tokens.subList(0, Math.min(MOST_TOKENS, tokens.size())));
    }

    /** Where the clauses of a sentence begin, the first at 0. */
    static List<Integer> clauses(List<Token> sentence) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i + 1 < sentence.size(); i++) {
            Token token = sentence.get(i);
            if (token.kind() == Token.Kind.MARK
                    && CLAUSE_ENDS.indexOf(token.raw().charAt(0)) >= 0) {
                starts.add(i + 1);
            }
        }
        return starts;
    }

    static boolean isQuestion(List<Token> sentence) {
        return sentence.getLast().isMark("?");
    }
}
