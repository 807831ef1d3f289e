package dev.synap.core.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Names as words, and words as lists. */
final class Words {

    private static final int MAX_QUOTE = 80;

    private Words() {}

    /** The last word of an event's type, as {@code title_changed}. */
    static String verb(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** A type without its last word; empty where it has only one. */
    static String stem(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    /** A name in words: {@code dueDate}, {@code due_date} and {@code due.date} are all {@code due date}. */
    static String spaced(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replaceAll("[._-]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    /** As {@link #list}, but no more than three: {@code a, b and 4 more fields}. */
    static String fields(List<String> names) {
        List<String> words =
                new ArrayList<>(names.stream().map(Words::spaced).distinct().toList());
        if (words.size() > 3) {
            int more = words.size() - 2;
            words.subList(2, words.size()).clear();
            words.add(more + " more fields");
        }
        return list(words);
    }

    /** On one line, and not long. */
    static String clipped(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= MAX_QUOTE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_QUOTE)).strip() + "…";
    }

    /** The text of a field; empty where it has none. */
    static String text(ObjectNode fields, String name) {
        JsonNode value = fields.get(name);
        return value != null && value.isString() ? value.stringValue() : "";
    }
}
