package dev.synap.core.fold;

import dev.synap.core.event.Event;
import dev.synap.core.json.JsonObject;
import tools.jackson.databind.node.ObjectNode;

/**
 * Folds the events of one subject into its state, one after the other. Live reads, replay, snapshots,
 * time travel and undo all go through here.
 *
 * <p>Not thread-safe.
 */
public final class Fold {

    private final String subjectId;
    private String subjectType;
    private long version;
    private long position;
    private ObjectNode fields;

    private Fold(State start) {
        this.subjectId = start.subjectId();
        this.subjectType = start.subjectType();
        this.version = start.version();
        this.position = start.position();
        this.fields = start.toNode();
    }

    /** Starts before the first event. */
    public static Fold of(String subjectId) {
        return new Fold(State.none(subjectId));
    }

    /** Goes on from a state that was folded before. */
    public static Fold from(State state) {
        return new Fold(state);
    }

    /**
     * Takes the next event in.
     *
     * @throws IllegalArgumentException when the event is about another subject, or not later than the last
     */
    public Fold add(Event event) {
        if (!event.subjectId().equals(subjectId) || event.version() <= version) {
            throw new IllegalArgumentException("[%s] at version %d cannot take in version %d of %s"
                    .formatted(subjectId, version, event.version(), event.subjectId()));
        }
        fields = Reducers.forType(event.type()).apply(fields, event);
        if (subjectType.isEmpty()) {
            subjectType = event.subjectType();
        }
        version = event.version();
        position = event.position();
        return this;
    }

    /** The state after the last event taken in. */
    public State state() {
        return new State(subjectId, subjectType, version, position, JsonObject.of(fields));
    }

    /** The state that these events of one subject, in order, add up to. */
    public static State all(String subjectId, Iterable<Event> events) {
        Fold fold = of(subjectId);
        events.forEach(fold::add);
        return fold.state();
    }
}
