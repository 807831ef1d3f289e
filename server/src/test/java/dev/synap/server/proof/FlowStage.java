package dev.synap.server.proof;

import dev.synap.core.access.Actor;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.event.Timestamps;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.HashChain;
import dev.synap.core.write.Subject;
import dev.synap.core.write.Subjects;
import dev.synap.core.write.WriteFlow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The write flow alone, on a log in memory: what follows from all requests of a settlement follows in one go. */
final class FlowStage implements Stage, Subjects {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final WriteFlow flow = new WriteFlow(WriteFlow.DEFAULT_PATIENCE);
    private final List<LoggedEvent> fresh = new ArrayList<>();
    private final List<Event> requests = new ArrayList<>();
    private final Map<String, Fold> folds = new LinkedHashMap<>();
    private final Map<String, Long> factVersions = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private String hash = HashChain.GENESIS;
    private long position;

    @Override
    public boolean send(Request request) {
        Wish wish = request.wish();
        requests.add(append(new NewEvent(
                request.id(),
                wish.eventType(),
                wish.subjectId(),
                wish.subjectType(),
                JsonObject.parse(PlainJson.write(wish.data())),
                JsonObject.empty(),
                request.player().userId(),
                "api",
                request.id(),
                null,
                null)));
        return true;
    }

    @Override
    public List<LoggedEvent> settle() {
        flow.follow(List.copyOf(requests), this, new NoPasts()).events().forEach(this::append);
        requests.clear();
        List<LoggedEvent> events = List.copyOf(fresh);
        fresh.clear();
        return events;
    }

    @Override
    public Subject subject(String id) {
        return new Subject(state(id), factVersions.getOrDefault(id, 0L));
    }

    @Override
    public Optional<Actor> actor(String userId) {
        try {
            Player player = Player.valueOf(userId.toUpperCase(Locale.ROOT));
            return Optional.of(player.isAgent() ? Actor.agent(userId) : Actor.person(userId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String ownerId() {
        return Player.OWNER.userId();
    }

    @Override
    public Collection<State> policies() {
        return folds.values().stream()
                .map(Fold::state)
                .filter(state -> state.subjectType().equals("policy"))
                .toList();
    }

    private State state(String id) {
        Fold fold = folds.get(id);
        return fold == null ? State.none(id) : fold.state();
    }

    private Event append(NewEvent draft) {
        position++;
        Instant now = START.plusMillis(position);
        Event open = new Event(
                "w",
                position,
                draft.id(),
                draft.type(),
                draft.subjectId(),
                draft.subjectType() == null ? draft.subjectTypeByName() : draft.subjectType(),
                versions.merge(draft.subjectId(), 1L, Long::sum),
                draft.data(),
                draft.metadata(),
                draft.userId(),
                draft.source(),
                draft.correlationId(),
                draft.causationId(),
                now,
                now,
                "");
        hash = HashChain.hash(hash, open);
        Event event = open.sealed(hash);
        folds.computeIfAbsent(event.subjectId(), Fold::of).add(event);
        if (Reducers.changesState(event.type())) {
            factVersions.put(event.subjectId(), event.version());
        }
        fresh.add(logged(event));
        return event;
    }

    private static LoggedEvent logged(Event event) {
        String time = Timestamps.format(event.timestamp());
        return new LoggedEvent(
                event.workspaceId(),
                event.position(),
                event.id(),
                event.type(),
                event.subjectId(),
                event.subjectType(),
                event.version(),
                event.userId(),
                event.source(),
                event.correlationId(),
                event.causationId(),
                PlainJson.read(event.data().text()),
                PlainJson.read(event.metadata().text()),
                new LoggedEvent.Sealed(
                        time, time, event.data().text(), event.metadata().text(), event.hash()));
    }
}
