package dev.synap.server.worker;

import dev.synap.core.access.Actor;
import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.core.write.Subject;
import dev.synap.core.write.Subjects;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's subjects as the log has them, each looked up when it is first asked for, or all that are expected
 * at once. Made for one batch of requests: what it has looked up it does not look up again.
 *
 * <p>Not thread-safe.
 */
final class StoredSubjects implements Subjects {

    private final String workspaceId;
    private final SubjectSources from;
    private final Map<String, Subject> subjects = new HashMap<>();
    private @Nullable Collection<State> policies;

    StoredSubjects(String workspaceId, SubjectSources from) {
        this.workspaceId = workspaceId;
        this.from = from;
    }

    @Override
    public void expect(Set<String> subjectIds) {
        Map<String, Subject> known = new HashMap<>();
        subjectIds.forEach(id -> known.put(id, from.known().get(workspaceId, id)));
        Map<String, Long> versions = new HashMap<>();
        known.forEach((id, subject) -> versions.put(id, subject.state().version()));
        Map<String, List<Event>> since = from.latest().of(workspaceId, versions);
        known.forEach((id, subject) -> subjects.put(id, brought(subject, since.getOrDefault(id, List.of()))));
    }

    @Override
    public Subject subject(String id) {
        if (!subjects.containsKey(id)) {
            expect(Set.of(id));
        }
        return Objects.requireNonNull(subjects.get(id));
    }

    @Override
    public Optional<Actor> actor(String userId) {
        return from.people().actor(userId);
    }

    @Override
    public String ownerId() {
        return from.people().ownerId(workspaceId);
    }

    @Override
    public Collection<State> policies() {
        if (policies == null) {
            policies = readPolicies();
        }
        return policies;
    }

    private Collection<State> readPolicies() {
        Set<String> ids = new LinkedHashSet<>();
        EventQuery query = EventQuery.all().type(EntityTypes.POLICY + ".*");
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        Page page = from.log().query(workspaceId, query, request);
        while (true) {
            page.events().forEach(event -> ids.add(event.subjectId()));
            if (page.next() == null) {
                break;
            }
            page = from.log().query(workspaceId, query, request.after(page.next()));
        }
        Set<String> unread = new LinkedHashSet<>(ids);
        unread.removeAll(subjects.keySet());
        if (!unread.isEmpty()) {
            expect(unread);
        }
        return ids.stream().map(id -> subject(id).state()).toList();
    }

    /** The subject with what came since it was last read, or the last part of that. */
    private Subject brought(Subject known, List<Event> newestFirst) {
        if (newestFirst.isEmpty()) {
            return known;
        }
        String id = known.state().subjectId();
        long version = newestFirst.getFirst().version();
        boolean whole = newestFirst.size() == version - known.state().version();
        Subject now = whole
                ? new Subject(
                        fold(known.state(), newestFirst), lastFact(newestFirst).orElse(known.factVersion()))
                : new Subject(
                        from.states().state(workspaceId, id, AsOf.version(version)), factVersion(id, newestFirst));
        from.known().put(workspaceId, now);
        return now;
    }

    private static State fold(State known, List<Event> newestFirst) {
        Fold fold = Fold.from(known);
        newestFirst.reversed().forEach(fold::add);
        return fold.state();
    }

    private static Optional<Long> lastFact(List<Event> newestFirst) {
        return newestFirst.stream()
                .filter(event -> Reducers.changesState(event.type()))
                .map(Event::version)
                .findFirst();
    }

    private long factVersion(String id, List<Event> newestFirst) {
        List<Event> events = newestFirst;
        while (!events.isEmpty()) {
            Optional<Long> fact = lastFact(events);
            if (fact.isPresent()) {
                return fact.get();
            }
            PageRequest before = PageRequest.last(PageRequest.MAX_LIMIT)
                    .after(events.getLast().version());
            events = from.log().history(workspaceId, id, AsOf.latest(), before).events();
        }
        return 0;
    }
}
