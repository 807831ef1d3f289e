package dev.synap.server.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patterns, found by their first word or role. */
final class Patterns {

    private final Map<String, List<Pattern>> byWord = new HashMap<>();
    private final Map<String, List<Pattern>> byRole = new HashMap<>();

    Patterns(List<Pattern> patterns) {
        for (Pattern pattern : patterns) {
            Pattern.Element first = pattern.elements().getFirst();
            if (first.role() == null) {
                byWord.computeIfAbsent(first.word(), word -> new ArrayList<>()).add(pattern);
            } else {
                byRole.computeIfAbsent(first.role(), role -> new ArrayList<>()).add(pattern);
            }
        }
    }

    /** A pattern that fits. */
    record Match(Pattern pattern, int start, int end) {}

    /** The longest pattern that begins at a token, of those the one that is listed first; null where none fits. */
    @Nullable
    Match longest(List<Token> tokens, int from) {
        Token token = tokens.get(from);
        Match best = longest(byWord.get(token.word()), tokens, from, null);
        for (Token.Sense sense : token.senses()) {
            best = longest(byRole.get(sense.role()), tokens, from, best);
        }
        return best;
    }

    private static @Nullable Match longest(
            @Nullable List<Pattern> patterns, List<Token> tokens, int from, @Nullable Match best) {
        if (patterns == null) {
            return best;
        }
        Match longest = best;
        for (Pattern pattern : patterns) {
            int end = pattern.end(tokens, from);
            if (end > 0 && (longest == null || end > longest.end())) {
                longest = new Match(pattern, from, end);
            }
        }
        return longest;
    }

    /** Whether some pattern begins with this word. */
    boolean begin(Token token) {
        return byWord.containsKey(token.word())
                || token.senses().stream().anyMatch(sense -> byRole.containsKey(sense.role()));
    }
}
