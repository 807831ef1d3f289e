package dev.synap.core.write;

import dev.synap.core.event.Event;
import dev.synap.core.fold.State;
import dev.synap.core.undo.Authored;
import dev.synap.core.undo.Authorship;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    /**
     * The subjects that a user's changes wrote to, by their ids.
     *
     * @param among of which subjects to tell; empty for all
     * @param after the subject behind which to begin; empty for the first
     * @param limit how many at most
     */
    List<Authored> authored(Authorship authorship, Set<String> among, String after, int limit);

    /** All events of each of these subjects, in order. */
    default Map<String, List<Event>> histories(Set<String> subjectIds) {
        Map<String, List<Event>> histories = new HashMap<>();
        subjectIds.forEach(id -> histories.put(id, events(id, 0, Long.MAX_VALUE)));
        return histories;
    }

    /** Subjects that may refer to one of these: all that do, and perhaps others. */
    default Set<String> referringToAny(Set<String> subjectIds) {
        Set<String> found = new LinkedHashSet<>();
        subjectIds.forEach(id -> found.addAll(referring(id)));
        return found;
    }
}
