package dev.synap.server.extract;

import java.util.List;
import java.util.OptionalInt;

/**
 * A word, number or mark of a text, with what it may mean.
 *
 * @param raw as typed
 * @param word in lower case, apostrophes straight
 * @param kind what it is by its form
 * @param senses the roles it may have in a sentence
 */
record Token(String raw, String word, int start, int end, Kind kind, List<Sense> senses) {

    enum Kind {
        WORD,
        NUMBER,
        MARK,
        MENTION,
        TAG,
        /** A quotation, code, an address: nothing in it speaks for the writer. */
        OPAQUE
    }

    /**
     * A role that a word may have.
     *
     * @param role such as {@code weekday}
     * @param value such as 5 for Friday; 0 where the role has no values
     */
    record Sense(String role, int value) {}

    boolean is(String role) {
        for (Sense sense : senses) {
            if (sense.role().equals(role)) {
                return true;
            }
        }
        return false;
    }

    OptionalInt value(String role) {
        for (Sense sense : senses) {
            if (sense.role().equals(role)) {
                return OptionalInt.of(sense.value());
            }
        }
        return OptionalInt.empty();
    }

    boolean isMark(String mark) {
        return kind == Kind.MARK && word.equals(mark);
    }

    boolean isCapitalised() {
        return kind == Kind.WORD && Character.isUpperCase(raw.charAt(0));
    }

    /** The words of tokens as typed, for people to read. */
    static String words(List<Token> tokens) {
        StringBuilder words = new StringBuilder();
        for (Token token : tokens) {
            boolean glued = words.isEmpty() || token.kind() == Kind.MARK;
            words.append(glued ? "" : " ").append(token.raw());
        }
        return words.toString();
    }
}
