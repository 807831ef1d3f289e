package dev.synap.core.history;

import dev.synap.core.fold.State;
import java.util.List;

/**
 * What differs between two states of one subject, in either order of time.
 *
 * @param fromVersion the version of the one state
 * @param toVersion the version of the other
 * @param fields one for each field that differs, as {@link Effect} compares them
 */
public record Diff(String subjectId, long fromVersion, long toVersion, List<FieldDiff> fields) {

    public Diff {
        fields = List.copyOf(fields);
    }

    /** @throws IllegalArgumentException when the states are of two subjects */
    public static Diff between(State from, State to) {
        if (!from.subjectId().equals(to.subjectId())) {
            throw new IllegalArgumentException(
                    "%s and %s are two subjects".formatted(from.subjectId(), to.subjectId()));
        }
        Effect effect = Effect.between(from.toNode(), to.toNode());
        return new Diff(
                from.subjectId(),
                from.version(),
                to.version(),
                effect.fields().stream().map(FieldDiff::of).toList());
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }
}
