package dev.synap.server.json;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Type;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Binds a body to a record, or says what is wrong with it: where it stops being JSON, or which field
 * breaks a rule.
 */
final class BodyReader {

    private BodyReader() {}

    static Object read(InputStream body, Type type) throws IOException {
        // A strict decoder: Jackson's own would let through some byte sequences that are not UTF-8.
        InputStreamReader text = new InputStreamReader(
                body,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        JsonParser parser = null;
        try {
            parser = WireJson.mapper().createParser(text);
            if (parser.nextToken() == null) {
                throw malformed("the body is empty; send a JSON object").exception();
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new InvalidInputException("", "must be a JSON object, but is " + nameOf(parser.currentToken()));
            }
            return WireJson.mapper().readValue(parser, WireJson.mapper().constructType(type));
        } catch (JacksonException e) {
            throw explained(e, parser);
        }
    }

    private static RuntimeException explained(JacksonException e, @Nullable JsonParser parser) throws IOException {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known;
            }
            if (cause instanceof InvalidInputException invalid) {
                String path = path(e);
                return path.isEmpty() ? invalid : invalid.under(path);
            }
            if (cause instanceof StreamConstraintsException) {
                return beyondLimits(parser);
            }
            if (cause instanceof CharacterCodingException) {
                return malformed("the body is not UTF-8 text").exception();
            }
            if (cause instanceof IOException broken) {
                throw broken;
            }
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown -> unknownField(unknown);
            case InvalidFormatException format when isTrailing(format) -> notJson(e);
            case MismatchedInputException mismatch when isTrailing(mismatch) -> notJson(e);
            case MismatchedInputException mismatch -> new InvalidInputException(path(e), wanted(mismatch));
            case DatabindException _ -> new InvalidInputException(parserPath(parser), unfit(parser));
            case StreamConstraintsException _ -> beyondLimits(parser);
            case InputCoercionException _ ->
                new InvalidInputException(parserPath(parser), "is a number that is too large or not whole");
            case StreamReadException _
            when e.getOriginalMessage().startsWith("Duplicate Object property") ->
                new InvalidInputException(parserPath(parser), "stands twice in its object; send it once");
            default -> notJson(e);
        };
    }

    private static String unfit(@Nullable JsonParser parser) {
        boolean number = parser != null
                && parser.currentToken() != null
                && parser.currentToken().isNumeric();
        return number ? "is a number outside the range of a double; send it as a string" : "does not fit here";
    }

    private static InvalidInputException beyondLimits(@Nullable JsonParser parser) {
        return new InvalidInputException(
                parserPath(parser),
                "is too long or too deep: a number may have 400 digits, and objects and arrays may nest "
                        + Json.MAX_DEPTH + " deep");
    }

    private static boolean isTrailing(DatabindException e) {
        return e.getOriginalMessage().startsWith("Trailing token");
    }

    private static ProblemException notJson(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String what = e.getOriginalMessage().lines().findFirst().orElse("");
        if (at == null) {
            return malformed("the body is not JSON: " + what).exception();
        }
        return malformed(
                        "the body is not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + what)
                .with("line", at.getLineNr())
                .with("column", at.getColumnNr())
                .exception();
    }

    private static Problem malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED_JSON, detail);
    }

    private static InvalidInputException unknownField(UnrecognizedPropertyException e) {
        String known = e.getKnownPropertyIds() == null
                ? ""
                : e.getKnownPropertyIds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new InvalidInputException(path(e), "is not a field here; the fields are " + known);
    }

    private static String wanted(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        String found = e.getCurrentToken() == null ? "" : ", but is " + nameOf(e.getCurrentToken());
        return "must be " + (type == null ? "something else" : nameOf(type)) + found;
    }

    private static String nameOf(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == Long.class || type == long.class || type == Integer.class || type == int.class) {
            return "a whole number that fits in 64 bits";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Instant.class) {
            return "a string with an ISO-8601 time, such as 2024-12-01T10:00:00Z";
        }
        if (Iterable.class.isAssignableFrom(type) && !JsonNode.class.isAssignableFrom(type)) {
            return "an array";
        }
        return "an object";
    }

    private static String nameOf(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "something else";
        };
    }

    /** The path as people write it: {@code events[0].data}. */
    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        List<JacksonException.Reference> steps = e.getPath();
        for (JacksonException.Reference step : steps) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return shortened(path.toString());
    }

    private static String parserPath(@Nullable JsonParser parser) {
        return parser == null ? "" : shortened(JsonPath.of(parser.streamReadContext()));
    }

    /** A hostile body can make a path of any length. */
    private static String shortened(String path) {
        return path.length() <= 256 ? path : path.substring(0, 256) + "…";
    }
}
