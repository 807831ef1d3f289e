package dev.synap.server.subject;

import dev.synap.core.event.Event;
import dev.synap.core.fold.State;
import dev.synap.core.history.Timeline;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.PageRequest;
import dev.synap.store.access.User;
import dev.synap.store.access.Users;
import dev.synap.store.projection.Commentary;
import dev.synap.store.state.StateReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the timeline of a subject page by page, newest first. A page holds whole changes: it reaches further back
 * than asked for where the first of its changes began earlier, by {@value #LOOK_BACK} events at most.
 *
 * <p>Thread-safe.
 */
public final class Timelines {

    private static final int LOOK_BACK = 100;

    private final EventLog log;
    private final StateReader states;
    private final Commentary commentary;
    private final Users users;

    public Timelines(EventLog log, StateReader states, Commentary commentary, Users users) {
        this.log = log;
        this.states = states;
        this.commentary = commentary;
        this.users = users;
    }

    /**
     * A page.
     *
     * @param after the version below which to begin; null for the newest
     * @param limit how many events of the subject to tell, 1 to {@value PageRequest#MAX_LIMIT}
     */
    public TimelineReply page(String workspaceId, String subjectId, @Nullable Long after, int limit) {
        List<Event> events = new ArrayList<>(
                log.history(workspaceId, subjectId, AsOf.latest(), new PageRequest(after, limit, Direction.BACKWARD))
                        .events()
                        .reversed());
        if (events.isEmpty()) {
            return TimelineReply.of(Timeline.of(State.none(subjectId), events, this::name), false, null);
        }
        completeFirstChanges(workspaceId, events);
        Event first = events.getFirst();
        long end = after == null ? Long.MAX_VALUE : positionOf(workspaceId, subjectId, after);
        Commentary.Found comments =
                commentary.on(workspaceId, subjectId, first.version() == 1 ? 0 : first.position(), end);
        events.addAll(comments.events());
        events.sort(Comparator.comparingLong(Event::position));
        State before = states.state(workspaceId, subjectId, AsOf.version(first.version() - 1));
        Timeline timeline = Timeline.of(before, events, names());
        return TimelineReply.of(timeline, comments.cut(), first.version() == 1 ? null : first.version());
    }

    private void completeFirstChanges(String workspaceId, List<Event> events) {
        Event first = events.getFirst();
        if (first.version() == 1) {
            return;
        }
        Set<String> told = events.stream().map(Timelines::changeId).collect(Collectors.toSet());
        PageRequest earlier = new PageRequest(first.version(), LOOK_BACK, Direction.BACKWARD);
        List<Event> before = log.history(workspaceId, first.subjectId(), AsOf.latest(), earlier)
                .events();
        int missing = 0;
        for (int i = 0; i < before.size(); i++) {
            if (told.contains(changeId(before.get(i)))) {
                for (; missing <= i; missing++) {
                    told.add(changeId(before.get(missing)));
                }
            }
        }
        events.addAll(0, before.subList(0, missing).reversed());
    }

    /** The position of a version, at which the page above begins. */
    private long positionOf(String workspaceId, String subjectId, long version) {
        List<Event> found = log.history(
                        workspaceId, subjectId, AsOf.version(version), new PageRequest(null, 1, Direction.BACKWARD))
                .events();
        return found.isEmpty() ? Long.MAX_VALUE : found.getFirst().position();
    }

    private Function<String, String> names() {
        Map<String, String> known = new HashMap<>();
        return userId -> known.computeIfAbsent(userId, this::name);
    }

    /** Who wrote imported history may be no user here. */
    private String name(String userId) {
        return users.find(userId).map(User::name).orElse(userId);
    }

    private static String changeId(Event event) {
        String correlationId = event.correlationId();
        return correlationId == null ? event.id() : correlationId;
    }
}
