package dev.synap.store.feed;

import dev.synap.core.event.Event;
import java.util.List;

/**
 * Somebody who follows the log of every workspace, from its first event on: workers, projections.
 *
 * <p>Of one workspace it gets the events in order, and one call at a time; different workspaces come from
 * different threads at once.
 */
public interface Subscriber {

    /** What its checkpoints are kept under; never to change. An id, see {@link dev.synap.core.event.Ids#check}. */
    String name();

    /** Whether it wants events of this type. Always the same answer. */
    boolean wants(String eventType);

    /**
     * Says what follows from some events. It may read, but must not write by itself: what it writes stands in
     * the reaction, which takes effect as a whole or not at all. It is called again with the same events
     * when that fails, on this node or another, so ids of following events must be derived from the
     * event that caused them.
     *
     * <p>When it throws, the events are tried one by one, and the one that fails is set aside with all
     * later ones of its subject; faults of the database are waited out.
     *
     * @param events one or more that it wants, in the order of the log
     */
    Reaction react(String workspaceId, List<Event> events);

    /**
     * How many of the feed's batches it gets as one, at most, when that many events wait; 1 or more. More is for
     * those whose work costs much for a batch and little for an event. The bound of bytes stays.
     */
    default int batchesAtOnce() {
        return 1;
    }

    /**
     * Drops what it remembers of a workspace: a reaction did not take effect, or another node has worked on the
     * workspace meanwhile.
     */
    default void forget(String workspaceId) {}
}
