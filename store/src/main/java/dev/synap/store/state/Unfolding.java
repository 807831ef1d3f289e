package dev.synap.store.state;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.store.state.Stretch.Known;
import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.node.ObjectNode;

/** Folds a stretch, and tells the states around each event that was asked for. Not thread-safe. */
final class Unfolding {

    private final Deque<Known> wanted;
    private final StatesAround.Telling telling;
    private ObjectNode fields;

    /** @param from the subject before the first event to come */
    Unfolding(State from, Stretch stretch, StatesAround.Telling telling) {
        this.wanted = new ArrayDeque<>(stretch.known());
        this.telling = telling;
        this.fields = from.toNode();
    }

    /** Takes in the next event of the subject. */
    void add(Event event) {
        Known next = wanted.peek();
        if (next != null && next.event().version() == event.version()) {
            tell(wanted.remove());
        } else {
            fields = after(event);
        }
    }

    /** Takes in those of the events asked for that have not come. */
    void end() {
        while (!wanted.isEmpty()) {
            tell(wanted.remove());
        }
    }

    private void tell(Known known) {
        ObjectNode before = fields;
        fields = after(known.event());
        telling.event(known.index(), before, fields);
    }

    private ObjectNode after(Event event) {
        return Reducers.forType(event.type()).apply(fields, event);
    }
}
