package dev.synap.core.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that differs between two states.
 *
 * @param effect where, and the values before and after
 * @param words what changed in it, see {@link WordDiff#between}; empty unless both values are text
 */
public record FieldDiff(FieldEffect effect, List<Segment> words) {

    public FieldDiff {
        words = List.copyOf(words);
    }

    static FieldDiff of(FieldEffect effect) {
        return new FieldDiff(effect, words(effect.before(), effect.after()));
    }

    private static List<Segment> words(@Nullable JsonNode before, @Nullable JsonNode after) {
        return before != null && after != null && before.isString() && after.isString()
                ? WordDiff.between(before.stringValue(), after.stringValue())
                : List.of();
    }
}
