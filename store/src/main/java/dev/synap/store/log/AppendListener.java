package dev.synap.store.log;

import dev.synap.core.event.Event;
import java.util.List;

/** Told of an append once it is durable. Must be quick and must not throw. */
@FunctionalInterface
public interface AppendListener {

    /**
     * These events were added to a workspace's log. One workspace's come in the order of the log, as far as
     * this process appends them; between two calls others may have appended.
     *
     * @param events one or more, one after the other, as they can be read back
     */
    void appended(String workspaceId, List<Event> events);
}
