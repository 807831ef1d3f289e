package dev.synap.core.json;

import dev.synap.core.error.InvalidInputException;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/**
 * What JSON from outside must obey beyond its grammar, so that every reader of the log, in any language
 * and in SQL, sees the same value: Unicode text without NUL, numbers within the range of a double
 * (RFC 7493 §2.2), and bounded depth.
 */
public final class JsonRules {

    private static final BigDecimal MAX_NUMBER = BigDecimal.valueOf(Double.MAX_VALUE);
    private static final int MAX_DECIMAL_PLACES = 340;

    private JsonRules() {}

    /**
     * Checks a tree.
     *
     * @param field where the tree stands, for the message
     * @throws InvalidInputException naming the first offending path
     */
    public static void check(String field, JsonNode node) {
        check(new StringBuilder(field), node, 1);
    }

    // The path is one text that grows and shrinks on the way: a path of its own for every value would cost
    // the length of all keys around it each time.
    private static void check(StringBuilder path, JsonNode node, int depth) {
        if (node.isContainer() && depth > Json.MAX_DEPTH) {
            throw new InvalidInputException(
                    path.toString(), "nests deeper than " + Json.MAX_DEPTH + " levels; flatten it");
        }
        if (node.isString()) {
            checkText(path, node.stringValue());
        } else if (node.isNumber()) {
            checkNumber(path, node);
        } else if (node.isObject()) {
            node.properties().forEach(entry -> {
                checkText(path, entry.getKey());
                checkChild(path, "." + entry.getKey(), entry.getValue(), depth);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                checkChild(path, "[" + i + "]", node.get(i), depth);
            }
        }
    }

    private static void checkChild(StringBuilder path, String step, JsonNode child, int depth) {
        int length = path.length();
        path.append(step);
        check(path, child, depth + 1);
        path.setLength(length);
    }

    /** Checks one piece of text for NUL and for halves of surrogate pairs. */
    public static void checkText(String path, String text) {
        checkText((CharSequence) path, text);
    }

    private static void checkText(CharSequence path, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new InvalidInputException(
                        path.toString(), "holds a NUL character (U+0000) at index " + i + "; remove it");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new InvalidInputException(
                            path.toString(),
                            "holds half of a surrogate pair at index " + i + ", which is not Unicode text");
                }
                i++;
            }
        }
    }

    private static void checkNumber(StringBuilder path, JsonNode node) {
        if (node.isInt() || node.isLong()) {
            return;
        }
        if (node instanceof NumericNode number && number.isNaN()) {
            throw new InvalidInputException(
                    path.toString(), "is infinite or not a number, which JSON cannot say; send a string");
        }
        BigDecimal value = node.decimalValue();
        // The exponent is looked at first: comparing 1e999999999 would write out all of its digits.
        long magnitude = (long) value.precision() - value.scale();
        boolean tooLarge = magnitude > 310 || (magnitude > 300 && value.abs().compareTo(MAX_NUMBER) > 0);
        if (tooLarge || value.scale() > MAX_DECIMAL_PLACES) {
            throw new InvalidInputException(
                    path.toString(), "is a number outside the range of a double (about ±1.8e308); send it as a string");
        }
    }
}
