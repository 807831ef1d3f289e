package dev.synap.core.json;

import dev.synap.core.error.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one JSON reader and writer of Synap. It refuses duplicate keys and trailing text, and keeps every
 * digit of a number, so that what is stored says what was sent. Numbers differ in two ways only: exponents
 * are written in one form ({@code 1e5} as {@code 1E+5}), and zero has no sign.
 *
 * <p>Thread-safe.
 */
public final class Json {

    /** How deep objects and arrays may nest in what a client sends, the outermost counted as 1. */
    public static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH + 16)
                            .maxNumberLength(400)
                            .maxStringLength(32 * 1024 * 1024)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** The configured mapper, for binding records. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads one JSON object.
     *
     * @throws InvalidInputException when the text is not exactly one JSON object
     */
    public static ObjectNode readObject(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new InvalidInputException("", "must be a JSON object");
        } catch (JacksonException e) {
            throw new InvalidInputException("", "is not valid JSON: " + e.getOriginalMessage());
        } catch (NumberFormatException e) {
            // Jackson lets this one through, for an exponent that no BigDecimal can hold.
            throw new InvalidInputException("", "is not valid JSON: a number has too large an exponent");
        }
    }

    /** Compact text: no white space between tokens, keys in the order they were given. */
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }
}
