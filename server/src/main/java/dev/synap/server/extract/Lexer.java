package dev.synap.server.extract;

import dev.synap.server.extract.Token.Kind;
import dev.synap.server.extract.Token.Sense;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a passage apart into tokens, in one walk. What is looked for ahead (the end of a quotation, of code) is
 * looked for once and remembered, so that no text makes the walk longer than itself.
 */
final class Lexer {

    private static final int MAX_OPAQUE = 2_000;
    private static final String SILENT = "*_'’‘";

    private final String text;
    private final int end;
    private final Language language;
    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, Integer> next = new HashMap<>();
    private int at;

    private Lexer(String text, Span passage, Language language) {
        this.text = text;
        this.at = passage.start();
        this.end = passage.end();
        this.language = language;
    }

    static List<Token> tokens(String text, Span passage, Language language) {
        Lexer lexer = new Lexer(text, passage, language);
        while (lexer.at < lexer.end) {
            lexer.step();
        }
        return lexer.tokens;
    }

    private void step() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || Character.isSurrogate(c) || SILENT.indexOf(c) >= 0) {
            at++;
        } else if (c >= '0' && c <= '9') {
            number();
        } else if (Character.isLetter(c)) {
            word();
        } else if (!opaque(c) && !named(c)) {
            add(Kind.MARK, at + 1, String.valueOf(c), List.of());
        }
    }

    private boolean opaque(char c) {
        return switch (c) {
            case '`' -> upTo("`", 1);
            case '"' -> upTo("\"", 1);
            case '“', '„' -> upTo("”", 1) || upTo("“", 1);
            case '«' -> upTo("»", 1);
            case '~' -> text.startsWith("~~", at) && upTo("~~", 2);
            case '<' -> at + 1 < end && !Character.isWhitespace(text.charAt(at + 1)) && upTo(">", 1);
            case '!' -> text.startsWith("![", at) && upTo(")", 2);
            case ']' -> text.startsWith("](", at) && upTo(")", 2);
            default -> false;
        };
    }

    private boolean upTo(String close, int skip) {
        int from = at + skip;
        int known = next.getOrDefault(close, -1);
        if (known < from && known != Integer.MAX_VALUE) {
            int found = text.indexOf(close, from, end);
            known = found < 0 ? Integer.MAX_VALUE : found;
            next.put(close, known);
        }
        if (known == Integer.MAX_VALUE || known - at > MAX_OPAQUE) {
            return false;
        }
        add(Kind.OPAQUE, known + close.length(), "", List.of());
        return true;
    }

    /** Mentions and tags. */
    private boolean named(char c) {
        if (c != '@' && c != '#') {
            return false;
        }
        int stop = at + 1;
        while (stop < end && isNamePart(stop)) {
            stop++;
        }
        if (stop == at + 1 || !Character.isLetter(text.charAt(at + 1))) {
            return false;
        }
        add(c == '@' ? Kind.MENTION : Kind.TAG, stop, Language.lower(text.substring(at + 1, stop)), List.of());
        return true;
    }

    private boolean isNamePart(int index) {
        char c = text.charAt(index);
        boolean inner = c == '.' || c == '-' || c == '/';
        return c == '_'
                || Character.isLetterOrDigit(c)
                || inner && index + 1 < end && Character.isLetterOrDigit(text.charAt(index + 1));
    }

    private void number() {
        int stop = at + 1;
        while (stop < end && isNumberPart(stop)) {
            stop++;
        }
        String raw = text.substring(at, stop);
        add(Kind.NUMBER, stop, Language.lower(raw), Numeral.senses(raw, language));
    }

    private boolean isNumberPart(int index) {
        char c = text.charAt(index);
        return Character.isLetterOrDigit(c)
                || ":./-,".indexOf(c) >= 0 && index + 1 < end && Character.isDigit(text.charAt(index + 1));
    }

    private void word() {
        int stop = at + 1;
        boolean dotted = false;
        while (stop < end && isWordPart(stop)) {
            dotted |= text.charAt(stop) == '.';
            stop++;
        }
        if (dotted && stop < end && text.charAt(stop) == '.') {
            stop++;
        }
        if (isAddress(stop)) {
            while (stop < end && !Character.isWhitespace(text.charAt(stop))) {
                stop++;
            }
            add(Kind.OPAQUE, stop, "", List.of());
            return;
        }
        String raw = text.substring(at, stop);
        String word = Language.lower(dotted ? raw.replace(".", "") : raw);
        List<Sense> senses = language.senses(word, Character.isUpperCase(raw.charAt(0)));
        add(Kind.WORD, stop, word, senses);
        skipDotOfAbbreviation(senses);
    }

    private void skipDotOfAbbreviation(List<Sense> senses) {
        boolean abbreviation = senses.stream().anyMatch(sense -> sense.role().equals("abbreviation"));
        if (abbreviation && at < end && text.charAt(at) == '.') {
            at++;
        }
    }

    /** Whether what stands before an index goes on as the address of a page or a mailbox. */
    private boolean isAddress(int index) {
        return text.startsWith("://", index)
                || index + 1 < end && text.charAt(index) == '@' && Character.isLetterOrDigit(text.charAt(index + 1));
    }

    /** Letters; an apostrophe, hyphen or underscore between letters; the dots of p.m. and the like. */
    private boolean isWordPart(int index) {
        char c = text.charAt(index);
        if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
            return true;
        }
        boolean letterFollows = index + 1 < end && Character.isLetter(text.charAt(index + 1));
        boolean initial = index - at == 1 || index - at > 1 && text.charAt(index - 2) == '.';
        return letterFollows && ("'’-_".indexOf(c) >= 0 || c == '.' && initial);
    }

    private void add(Kind kind, int stop, String word, List<Sense> senses) {
        tokens.add(new Token(text.substring(at, stop), word, at, stop, kind, senses));
        at = stop;
    }
}
