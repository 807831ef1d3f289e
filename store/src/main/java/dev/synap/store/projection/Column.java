package dev.synap.store.projection;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column that shows a field of the state.
 *
 * @param type what the text that {@code value} gives is cast to
 * @param value the column's value as text; null where the state has none of its kind
 */
record Column(String name, String type, Function<ObjectNode, @Nullable String> value) {

    /** Text of any length, from the first of these fields that has some. */
    static Column text(String name, String... fields) {
        return new Column(name, "text", state -> {
            for (String field : fields) {
                String text = Values.text(state.get(field));
                if (text != null) {
                    return text;
                }
            }
            return null;
        });
    }

    /** Text short enough for an index: an id, or a word such as a status. */
    static Column word(String name, String field) {
        return new Column(name, "text", state -> Values.word(state.get(field)));
    }

    /** The same, where a missing field means something. */
    static Column word(String name, String field, String ifMissing) {
        return new Column(name, "text", state -> state.hasNonNull(field) ? Values.word(state.get(field)) : ifMissing);
    }

    static Column time(String name, String field) {
        return new Column(name, "timestamptz", state -> Values.time(state.get(field)));
    }

    static Column number(String name, String field) {
        return new Column(name, "bigint", state -> Values.wholeNumber(state.get(field)));
    }

    static Column flag(String name, String field) {
        return new Column(name, "boolean", state -> Values.flag(state.get(field)));
    }

    static Column object(String name, String field) {
        return new Column(name, "json", state -> Values.object(state.get(field)));
    }
}
