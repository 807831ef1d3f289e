package dev.synap.core.write;

import dev.synap.core.access.Actor;
import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.undo.Authored;
import dev.synap.core.undo.Authorship;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Subjects as they will be once the events that follow so far are appended: the second request of a batch sees
 * what the first one did.
 *
 * <p>Not thread-safe.
 */
final class Overlay implements Subjects, Pasts {

    private final Subjects base;
    private final Pasts past;
    private final List<Event> facts = new ArrayList<>();
    private final Map<String, Subject> seen = new HashMap<>();
    private final Map<String, ExpectedVersion> expected = new LinkedHashMap<>();

    Overlay(Subjects base, Pasts past) {
        this.base = base;
        this.past = past;
    }

    @Override
    public void expect(Set<String> subjectIds) {
        // What was seen before must stay as it was: the versions that are expected come from it.
        Set<String> unseen = new HashSet<>(subjectIds);
        unseen.removeAll(seen.keySet());
        base.expect(unseen);
        unseen.forEach(this::subject);
    }

    @Override
    public Subject subject(String id) {
        return id.isEmpty() ? Subject.none(id) : seen.computeIfAbsent(id, base::subject);
    }

    @Override
    public Optional<Actor> actor(String userId) {
        return base.actor(userId);
    }

    @Override
    public String ownerId() {
        return base.ownerId();
    }

    @Override
    public Collection<State> policies() {
        Map<String, State> policies = new LinkedHashMap<>();
        base.policies().forEach(state -> policies.put(state.subjectId(), state));
        seen.values().stream()
                .filter(subject -> subject.exists() && subject.type().equals(EntityTypes.POLICY))
                .forEach(subject -> policies.put(subject.state().subjectId(), subject.state()));
        return policies.values();
    }

    @Override
    public State state(String subjectId, long version) {
        State before = past.state(subjectId, Math.min(version, versionBefore(subjectId)));
        Fold fold = Fold.from(before);
        ownFacts(subjectId, before.version(), version).forEach(fold::add);
        return fold.state();
    }

    @Override
    public List<Event> events(String subjectId, long after, long upTo) {
        long before = versionBefore(subjectId);
        List<Event> events = new ArrayList<>();
        if (after < before) {
            events.addAll(past.events(subjectId, after, Math.min(upTo, before)));
        }
        events.addAll(ownFacts(subjectId, after, upTo));
        return events;
    }

    @Override
    public List<Event> change(String changeId, int limit) {
        List<Event> events = new ArrayList<>(past.change(changeId, limit));
        facts.stream().filter(fact -> changeId.equals(fact.correlationId())).forEach(events::add);
        return events;
    }

    @Override
    public Optional<Event> event(String eventId) {
        return facts.stream()
                .filter(fact -> fact.id().equals(eventId))
                .findFirst()
                .or(() -> past.event(eventId));
    }

    @Override
    public Set<String> referring(String subjectId) {
        Set<String> ids = new LinkedHashSet<>(past.referring(subjectId));
        facts.forEach(fact -> ids.add(fact.subjectId()));
        return ids;
    }

    @Override
    public List<Authored> authored(Authorship authorship, Set<String> among, String after, int limit) {
        return past.authored(authorship, among, after, limit);
    }

    @Override
    public Map<String, List<Event>> histories(Set<String> subjectIds) {
        Map<String, List<Event>> histories = new HashMap<>();
        past.histories(subjectIds).forEach((id, events) -> {
            long before = versionBefore(id);
            List<Event> all = new ArrayList<>(
                    events.stream().filter(event -> event.version() <= before).toList());
            all.addAll(ownFacts(id, before, Long.MAX_VALUE));
            histories.put(id, all);
        });
        return histories;
    }

    @Override
    public Set<String> referringToAny(Set<String> subjectIds) {
        Set<String> ids = new LinkedHashSet<>(past.referringToAny(subjectIds));
        facts.forEach(fact -> ids.add(fact.subjectId()));
        return ids;
    }

    private List<Event> ownFacts(String subjectId, long after, long upTo) {
        return facts.stream()
                .filter(fact -> fact.subjectId().equals(subjectId))
                .filter(fact -> fact.version() > after && fact.version() <= upTo)
                .toList();
    }

    private long versionBefore(String subjectId) {
        return base.subject(subjectId).state().version();
    }

    /** The versions, before this batch, of the subjects that got facts. */
    Map<String, ExpectedVersion> expected() {
        return expected;
    }

    /**
     * Takes in what follows from one request.
     *
     * @param at the time to sign the facts with; the log will use its own
     */
    void add(List<NewEvent> events, String workspaceId, Instant at) {
        for (NewEvent event : events) {
            Subject before = subject(event.subjectId());
            boolean fact = Reducers.changesState(event.type());
            if (fact) {
                expected.putIfAbsent(
                        event.subjectId(),
                        ExpectedVersion.exactly(
                                base.subject(event.subjectId()).state().version()));
            }
            seen.put(event.subjectId(), after(before, event, fact, workspaceId, at));
        }
    }

    private Subject after(Subject before, NewEvent event, boolean fact, String workspaceId, Instant at) {
        State state = before.state();
        long version = state.version() + 1;
        String type = state.subjectType();
        if (type.isEmpty()) {
            type = event.subjectType() == null ? event.subjectTypeByName() : event.subjectType();
        }
        Event numbered = numbered(event, type, version, workspaceId, at);
        if (fact) {
            facts.add(numbered);
        }
        ObjectNode fields = fact ? Reducers.forType(event.type()).apply(state.toNode(), numbered) : null;
        JsonObject json = fields == null ? state.fields() : JsonObject.of(fields);
        State next = new State(state.subjectId(), type, version, state.position(), json);
        return new Subject(next, fact ? version : before.factVersion());
    }

    private static Event numbered(NewEvent event, String subjectType, long version, String workspaceId, Instant at) {
        return new Event(
                workspaceId,
                0,
                event.id(),
                event.type(),
                event.subjectId(),
                subjectType,
                version,
                event.data(),
                event.metadata(),
                event.userId(),
                event.source(),
                event.correlationId(),
                event.causationId(),
                at,
                at,
                "");
    }
}
