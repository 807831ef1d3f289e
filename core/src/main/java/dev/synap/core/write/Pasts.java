package dev.synap.core.write;

import dev.synap.core.event.Event;
import dev.synap.core.fold.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What undo reads of one workspace's past, as {@link Subjects} has its present. An implementation may throw what its
 * store throws; the write flow lets that pass.
 */
public interface Pasts {

    /** A subject as it was at a version; {@link State#none} at version 0. */
    State state(String subjectId, long version);

    /** A subject's events after one version and up to another, in order. */
    List<Event> events(String subjectId, long after, long upTo);

    /**
     * The events of a change, in order, on all of its subjects.
     *
     * @param limit how many at most, the oldest of them
     */
    List<Event> change(String changeId, int limit);

    /** An event by its id. */
    Optional<Event> event(String eventId);

    /** Subjects that may refer to this one: all that do, and perhaps others. */
    Set<String> referring(String subjectId);
}
