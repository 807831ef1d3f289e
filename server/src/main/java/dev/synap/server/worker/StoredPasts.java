package dev.synap.server.worker;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.core.undo.Authored;
import dev.synap.core.undo.Authorship;
import dev.synap.core.write.Pasts;
import dev.synap.store.projection.Referring;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workspace's past as the log has it. Thread-safe. */
final class StoredPasts implements Pasts {

    private final String workspaceId;
    private final SubjectSources from;

    StoredPasts(String workspaceId, SubjectSources from) {
        this.workspaceId = workspaceId;
        this.from = from;
    }

    @Override
    public State state(String subjectId, long version) {
        return version == 0
                ? State.none(subjectId)
                : from.states().state(workspaceId, subjectId, AsOf.version(version));
    }

    @Override
    public List<Event> events(String subjectId, long after, long upTo) {
        List<Event> events = new ArrayList<>();
        if (after >= upTo) {
            return events;
        }
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT).after(after);
        Page page = from.log().history(workspaceId, subjectId, AsOf.version(upTo), request);
        while (true) {
            events.addAll(page.events());
            if (page.next() == null) {
                return events;
            }
            page = from.log().history(workspaceId, subjectId, AsOf.version(upTo), request.after(page.next()));
        }
    }

    @Override
    public List<Event> change(String changeId, int limit) {
        List<Event> events = new ArrayList<>();
        EventQuery query = EventQuery.all().correlation(changeId);
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        Page page = from.log().query(workspaceId, query, request);
        while (true) {
            events.addAll(page.events());
            if (page.next() == null || events.size() >= limit) {
                break;
            }
            page = from.log().query(workspaceId, query, request.after(page.next()));
        }
        // An event that nobody gave a correlation is a change of its own.
        event(changeId).filter(event -> event.correlationId() == null).ifPresent(events::add);
        return events;
    }

    @Override
    public Optional<Event> event(String eventId) {
        return from.log().get(workspaceId, eventId);
    }

    /** What the projections know, and what has changed since. */
    @Override
    public Set<String> referring(String subjectId) {
        return referringToAny(Set.of(subjectId));
    }

    @Override
    public List<Authored> authored(Authorship authorship, Set<String> among, String after, int limit) {
        return from.authored().of(workspaceId, authorship, among, after, limit);
    }

    @Override
    public Map<String, List<Event>> histories(Set<String> subjectIds) {
        return from.latest().all(workspaceId, subjectIds);
    }

    @Override
    public Set<String> referringToAny(Set<String> subjectIds) {
        Referring.Found found = from.referring().toAny(workspaceId, subjectIds);
        Set<String> ids = new LinkedHashSet<>(found.subjectIds());
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        Page page = from.log().query(workspaceId, EventQuery.all(), request.after(found.position()));
        while (true) {
            page.events().stream()
                    .filter(event -> Reducers.changesState(event.type()))
                    .forEach(event -> ids.add(event.subjectId()));
            if (page.next() == null) {
                return ids;
            }
            page = from.log().query(workspaceId, EventQuery.all(), request.after(page.next()));
        }
    }
}
