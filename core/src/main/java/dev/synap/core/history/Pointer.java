package dev.synap.core.history;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Pointers (RFC 6901) to members of objects, such as {@code /author/name}. They never lead into an array, which
 * is one value here.
 */
final class Pointer {

    static final String ROOT = "";

    private Pointer() {}

    /** The pointer to a member of the object that the parent points to. */
    static String child(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The name of the outermost member on the way. */
    static String field(String pointer) {
        return names(pointer).getFirst();
    }

    /**
     * The names on the way, outermost first.
     *
     * @throws IllegalArgumentException when the text points to no member
     */
    static List<String> names(String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "'%s' is no JSON Pointer to a field, such as /content".formatted(pointer));
        }
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** The value there; null where there is none. */
    static @Nullable JsonNode valueAt(ObjectNode root, List<String> names) {
        JsonNode node = root;
        for (String name : names) {
            node = node instanceof ObjectNode object ? object.get(name) : null;
            if (node == null) {
                return null;
            }
        }
        return node;
    }
}
