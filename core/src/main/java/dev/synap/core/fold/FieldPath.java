package dev.synap.core.fold;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A way to a field: a JSON Pointer (RFC 6901) such as {@code /title} or {@code /author/name}. It leads through
 * objects only: an array is one value.
 */
public final class FieldPath {

    private final JsonPointer pointer;

    private FieldPath(JsonPointer pointer) {
        this.pointer = pointer;
    }

    /** Reads a path; empty where the text leads to no field. */
    public static Optional<FieldPath> parse(String text) {
        return text.startsWith("/") ? Optional.of(new FieldPath(JsonPointer.compile(text))) : Optional.empty();
    }

    /** The name of the outermost field on the way. */
    public String field() {
        return pointer.getMatchingProperty();
    }

    /** The value there; null where there is none. */
    public @Nullable JsonNode valueIn(ObjectNode root) {
        JsonNode node = root;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            node = node instanceof ObjectNode object ? object.get(rest.getMatchingProperty()) : null;
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /**
     * The same fields but for the one there, which gets the value, or goes where it is null. Objects that are missing
     * on the way are made; where something else stands in the way, nothing is changed.
     *
     * @param root left as it is; the result shares with it what is not on the way
     */
    public ObjectNode write(ObjectNode root, @Nullable JsonNode value) {
        return write(root, pointer, value);
    }

    private static ObjectNode write(ObjectNode object, JsonPointer way, @Nullable JsonNode value) {
        String name = way.getMatchingProperty();
        JsonPointer rest = way.tail();
        JsonNode old = object.get(name);
        ObjectNode next = object.objectNode();
        next.setAll(object);
        if (rest.matches()) {
            if (value == null) {
                next.remove(name);
            } else {
                next.set(name, value);
            }
            return next;
        }
        if (old == null ? value == null : !(old instanceof ObjectNode)) {
            return object;
        }
        next.set(name, write(old instanceof ObjectNode inner ? inner : object.objectNode(), rest, value));
        return next;
    }
}
