package dev.synap.store.webhook;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import java.util.List;

/** Which types of events are meant: exact ones, prefixes such as {@code note.*}, or all by {@code *}. */
public final class TypePatterns {

    /** How many there may be. */
    public static final int MAX_COUNT = 50;

    private static final String ALL = "*";
    private static final String ANY_ENDING = ".*";

    private TypePatterns() {}

    /**
     * Checks patterns.
     *
     * @return the same patterns, each once
     * @throws InvalidInputException naming the first that is none
     */
    public static List<String> check(String field, List<String> patterns) {
        if (patterns.isEmpty() || patterns.size() > MAX_COUNT) {
            throw new InvalidInputException(
                    field, "must name 1 to " + MAX_COUNT + " types of events, such as note.* or, for all, *");
        }
        for (int i = 0; i < patterns.size(); i++) {
            String pattern = patterns.get(i);
            if (!pattern.equals(ALL)) {
                Ids.check(
                        field + "[" + i + "]",
                        pattern.endsWith(ANY_ENDING)
                                ? pattern.substring(0, pattern.length() - ANY_ENDING.length())
                                : pattern);
            }
        }
        return patterns.stream().distinct().toList();
    }

    static boolean match(List<String> patterns, String type) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, type));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }
}
