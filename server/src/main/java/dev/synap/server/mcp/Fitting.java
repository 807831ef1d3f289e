package dev.synap.server.mcp;

import dev.synap.core.json.Json;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes answers fit into what models read at once, by cutting long texts. What was cut ends in "…" and how much is
 * missing, and the answer says {@code shortened}.
 */
final class Fitting {

    /** The most characters that an answer may have as JSON. */
    static final int MAX_ANSWER = 64 * 1024;

    /** How much of a text is shown where many things are listed. */
    static final int EXCERPT = 500;

    private static final List<Integer> TEXTS = List.of(20_000, 4_000, 1_000, 200);
    private static final String SHORTENED = "shortened";

    /** Names an answer's next page, which is of no use unless it is whole. */
    private static final String NEXT = "next";

    private Fitting() {}

    /**
     * The same answer, or a shortened one where it is too large.
     *
     * @throws dev.synap.server.problem.ProblemException when shortening texts is not enough
     */
    static ObjectNode whole(ObjectNode answer) {
        return fitted(answer)
                .orElseThrow(() -> Problem.of(
                                ProblemType.TOO_LARGE,
                                "the answer is larger than " + MAX_ANSWER
                                        + " characters; ask for less, with a smaller limit or"
                                        + " points that lie closer together")
                        .exception());
    }

    /** Whether an answer fits, where need be with its texts shortened. */
    static boolean canFit(ObjectNode answer) {
        return fitted(answer).isPresent();
    }

    private static Optional<ObjectNode> fitted(ObjectNode answer) {
        if (fits(answer)) {
            return Optional.of(answer);
        }
        return TEXTS.stream()
                .map(limit -> cut(answer, limit))
                .filter(Fitting::fits)
                .findFirst();
    }

    /** The same answer with each text cut to this length; for a list. */
    static ObjectNode excerpts(ObjectNode answer) {
        return cut(answer, EXCERPT);
    }

    private static boolean fits(ObjectNode answer) {
        return Json.write(answer).length() <= MAX_ANSWER;
    }

    private static ObjectNode cut(ObjectNode answer, int limit) {
        ObjectNode copy = answer.deepCopy();
        boolean shortened = cutWithin(copy, limit);
        return shortened ? copy.put(SHORTENED, true) : copy;
    }

    private static boolean cutWithin(JsonNode node, int limit) {
        boolean shortened = false;
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode value = object.get(name);
                if (isLong(value, limit) && !name.equals(NEXT)) {
                    object.put(name, cut(value.stringValue(), limit));
                    shortened = true;
                } else {
                    shortened |= cutWithin(value, limit);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                if (isLong(value, limit)) {
                    array.set(i, array.stringNode(cut(value.stringValue(), limit)));
                    shortened = true;
                } else {
                    shortened |= cutWithin(value, limit);
                }
            }
        }
        return shortened;
    }

    private static boolean isLong(JsonNode value, int limit) {
        return value.isString() && value.stringValue().length() > limit;
    }

    private static String cut(String text, int limit) {
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more characters)";
    }
}
