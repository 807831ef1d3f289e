package dev.synap.server.entity;

import dev.synap.core.error.InvalidInputException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the fields out of a body that mean something of their own, and leaves the rest. */
public final class BodyFields {

    private BodyFields() {}

    /** A field that must be text where it is there; {@code null} in JSON is not the same as left out. */
    public static @Nullable String text(ObjectNode body, String name) {
        JsonNode value = body.remove(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidInputException(name, "must be a string");
        }
        return value.stringValue();
    }

    /** A field that must be text, and be there. */
    public static String requiredText(ObjectNode body, String name) {
        String value = text(body, name);
        if (value == null) {
            throw new InvalidInputException(name, "is required, as a string");
        }
        return value;
    }

    /** A field that must be a version where it is there. */
    public static OptionalLong version(ObjectNode body, String name) {
        JsonNode value = body.remove(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new InvalidInputException(name, "must be a whole number from 0");
        }
        return OptionalLong.of(value.longValue());
    }

    /** A field that must be an object where it is there. */
    public static @Nullable ObjectNode object(ObjectNode body, String name) {
        JsonNode value = body.remove(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidInputException(name, "must be an object");
    }

    /** Ends a request whose body has a field that nobody asked for. */
    public static void refuseOthers(ObjectNode body, String known) {
        if (!body.isEmpty()) {
            String name = body.propertyNames().iterator().next();
            throw new InvalidInputException(name, "is not a field here; the fields are " + known);
        }
    }
}
