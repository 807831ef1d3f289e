package dev.synap.core.undo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The elements of an array that is a set, as tags are; none where there is no array. */
final class SetElements {

    private SetElements() {}

    static List<JsonNode> of(@Nullable JsonNode value) {
        return value == null || !value.isArray()
                ? List.of()
                : value.valueStream().toList();
    }

    /** What one of the two has, and the other has not. */
    static List<JsonNode> difference(@Nullable JsonNode before, @Nullable JsonNode after) {
        List<JsonNode> old = of(before);
        List<JsonNode> now = of(after);
        List<JsonNode> found = new ArrayList<>();
        old.stream().filter(element -> !now.contains(element)).forEach(found::add);
        now.stream().filter(element -> !old.contains(element)).forEach(found::add);
        return found;
    }
}
