package dev.synap.server.web;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Timestamps;
import dev.synap.core.log.Direction;
import java.beans.PropertyEditorSupport;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;

/**
 * How query parameters are written. Stricter than Spring's own readers, which take hexadecimal numbers
 * and eight ways to say yes; as editors these come before them, where converters would come beside them.
 */
final class ParameterFormats implements PropertyEditorRegistrar {

    private static final int MAX_DIGITS = 20;

    @Override
    public void registerCustomEditors(PropertyEditorRegistry registry) {
        register(registry, Long.class, ParameterFormats::number);
        register(registry, long.class, ParameterFormats::number);
        register(registry, int.class, ParameterFormats::smallNumber);
        register(registry, boolean.class, ParameterFormats::flag);
        register(registry, Instant.class, text -> Timestamps.parse("", text));
        register(registry, Direction.class, ParameterFormats::order);
    }

    private static <T> void register(PropertyEditorRegistry registry, Class<T> type, Function<String, T> format) {
        registry.registerCustomEditor(type, new Editor(format));
    }

    private static final class Editor extends PropertyEditorSupport {
        private final Function<String, ?> format;

        Editor(Function<String, ?> format) {
            this.format = format;
        }

        @Override
        public void setAsText(String text) {
            try {
                setValue(format.apply(text));
            } catch (InvalidInputException e) {
                // The kind that Spring takes as a fault of the text, and adds the parameter's name to.
                throw new IllegalArgumentException(e);
            }
        }
    }

    private static long number(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            if (isNumber) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // Too many digits for a long: refused below, like everything else that is no number here.
        }
        throw new InvalidInputException("", "must be a whole number that fits in 64 bits");
    }

    private static int smallNumber(String text) {
        long value = number(text);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new InvalidInputException("", "is far too large: " + value);
        }
        return (int) value;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidInputException("", "must be true or false");
        };
    }

    private static Direction order(String text) {
        return switch (text) {
            case "asc" -> Direction.FORWARD;
            case "desc" -> Direction.BACKWARD;
            default -> throw new InvalidInputException("", "must be asc or desc");
        };
    }
}
