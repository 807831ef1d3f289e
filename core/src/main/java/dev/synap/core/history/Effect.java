package dev.synap.core.history;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Fields;
import dev.synap.core.fold.Reducers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an event did to its subject, found by comparing the states before and after it, so that every reducer,
 * known or not yet written, has one. Events that change no state have an empty effect.
 *
 * <p>Objects are compared member by member, and a path goes into an object only where there is one before and
 * after: whatever holds the field is there in both states. An array is one value: JSON does not say whether it is a
 * set, as tags are, or a list, in which a place means something; whoever merges two effects can still tell its
 * elements apart. Left out are {@code updatedAt} and {@code updatedBy}, which every fact writes.
 *
 * @param fields one for each path that changed; no path leads to or through another
 */
public record Effect(List<FieldEffect> fields) {

    private static final Set<String> LEFT_OUT = Set.of(Fields.UPDATED_AT, Fields.UPDATED_BY);

    public Effect {
        fields = List.copyOf(fields);
    }

    /** What the event does to a subject that has these fields. */
    public static Effect of(ObjectNode before, Event event) {
        return between(before, Reducers.forType(event.type()).apply(before, event));
    }

    /** What makes the one state into the other. */
    public static Effect between(ObjectNode before, ObjectNode after) {
        List<FieldEffect> fields = new ArrayList<>();
        if (before != after) {
            compareMembers(Pointer.ROOT, before, after, LEFT_OUT, fields);
        }
        return new Effect(fields);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public List<String> paths() {
        return fields.stream().map(FieldEffect::path).toList();
    }

    /** What takes it back. */
    public Effect inverse() {
        return new Effect(fields.stream().map(FieldEffect::inverse).toList());
    }

    /**
     * The state with every path as it is after. The given one is left as it is.
     *
     * @throws IllegalArgumentException when the state lacks an object that a path leads through
     */
    public ObjectNode applyTo(ObjectNode state) {
        ObjectNode next = state.deepCopy();
        fields.forEach(field -> write(next, field));
        return next;
    }

    private static void write(ObjectNode state, FieldEffect field) {
        List<String> names = Pointer.names(field.path());
        JsonNode holder = Pointer.valueAt(state, names.subList(0, names.size() - 1));
        if (!(holder instanceof ObjectNode object)) {
            throw new IllegalArgumentException("[%s] leads through what is no object here".formatted(field.path()));
        }
        if (field.after() == null) {
            object.remove(names.getLast());
        } else {
            object.set(names.getLast(), field.after().deepCopy());
        }
    }

    private static void compareMembers(
            String path, ObjectNode before, ObjectNode after, Set<String> leftOut, List<FieldEffect> found) {
        before.properties().forEach(member -> {
            String name = member.getKey();
            if (!leftOut.contains(name)) {
                compare(Pointer.child(path, name), member.getValue(), after.get(name), found);
            }
        });
        after.properties().forEach(member -> {
            String name = member.getKey();
            if (!leftOut.contains(name) && !before.has(name)) {
                found.add(new FieldEffect(Pointer.child(path, name), null, member.getValue()));
            }
        });
    }

    private static void compare(String path, JsonNode before, @Nullable JsonNode after, List<FieldEffect> found) {
        // Reducers hand on what they leave alone: most values are the very same, however large.
        if (before == after) {
            return;
        }
        if (before instanceof ObjectNode object && after instanceof ObjectNode other) {
            compareMembers(path, object, other, Set.of(), found);
        } else if (!before.equals(after)) {
            found.add(new FieldEffect(path, before, after));
        }
    }
}
