package dev.synap.core.history;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field before and after. Null means that the field is not there, which is not the same as a JSON null.
 *
 * @param path a JSON Pointer (RFC 6901), such as {@code /content} or {@code /author/name}
 * @param before shared with the state it was taken from: to be read only
 * @param after likewise
 */
public record FieldEffect(
        String path, @Nullable JsonNode before, @Nullable JsonNode after) {

    /** What became of the field. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    public FieldEffect {
        if (before == null && after == null) {
            throw new IllegalArgumentException("[%s] is neither before nor after".formatted(path));
        }
    }

    public Kind kind() {
        if (before == null) {
            return Kind.ADDED;
        }
        return after == null ? Kind.REMOVED : Kind.CHANGED;
    }

    /** What takes it back. */
    public FieldEffect inverse() {
        return new FieldEffect(path, after, before);
    }
}
