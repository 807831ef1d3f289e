package dev.synap.server.proof;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Entities in one form, whether the oracle foretold them or the log holds them. */
final class FinalState {

    private FinalState() {}

    static String of(Oracle.Entity entity) {
        return text(entity.fields, entity.tags, entity.madeBy, entity.deleted, entity.archived);
    }

    static String of(PlainState state) {
        Map<String, @Nullable Object> content = state.content();
        TreeSet<Object> tags = new TreeSet<>();
        if (content.remove("tags") instanceof List<?> list) {
            tags.addAll(list);
        }
        return text(
                content,
                tags,
                String.valueOf(state.fields().get("createdBy")),
                state.has("deletedAt"),
                state.has("archivedAt"));
    }

    private static String text(
            Map<String, @Nullable Object> fields, Object tags, String madeBy, boolean deleted, boolean archived) {
        return new TreeMap<>(fields) + " tags " + tags + " by " + madeBy + (deleted ? " deleted" : "")
                + (archived ? " archived" : "");
    }
}
