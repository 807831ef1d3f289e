package dev.synap.core.write;

import dev.synap.core.access.Actor;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.history.Origin;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.undo.Authored;
import dev.synap.core.undo.Authorship;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A workspace in memory, for tests: a log that numbers events as the real one does. Its owner is {@code owner};
 * {@code ed}, {@code ann}, {@code cora}, {@code vic} and {@code gus} are persons, {@code robo} and {@code bot} agents.
 */
final class World implements Subjects, Pasts {

    static final Instant NOON = Instant.parse("2024-12-01T12:00:00Z");

    private final WriteFlow flow = new WriteFlow(Duration.ofDays(7));
    private final List<Event> log = new ArrayList<>();
    private final Map<String, Fold> folds = new HashMap<>();
    private final Map<String, Long> factVersions = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private Instant now = NOON;

    /** With a member of each role, and robo and bot as editors. */
    static World withMembers() {
        World world = new World();
        world.member("ann", "admin");
        world.member("ed", "editor");
        world.member("cora", "commenter");
        world.member("vic", "viewer");
        world.member("robo", "editor");
        world.member("bot", "editor");
        return world;
    }

    void member(String userId, String role) {
        ask("owner", "entities.create", DerivedIds.member(userId), "member", """
                {"userId":"%s","role":"%s"}""".formatted(userId, role));
    }

    /** Appends a request and what follows from it. */
    Outcome ask(String userId, String stem, String subjectId, String type, String data) {
        return ask(userId, stem, subjectId, type, data, "{}");
    }

    Outcome ask(String userId, String stem, String subjectId, String type, String data, String metadata) {
        Event request = request(userId, stem, subjectId, type, data, metadata);
        return settle(List.of(request));
    }

    /** Appends a request, and leaves it unanswered. */
    Event request(String userId, String stem, String subjectId, String type, String data, String metadata) {
        return append(new NewEvent(
                "req_" + (log.size() + 1),
                stem + ".requested",
                subjectId,
                type,
                JsonObject.parse(data),
                JsonObject.parse(metadata),
                userId,
                "test",
                null,
                null,
                null));
    }

    /** Appends a fact that no request asked for, as only imports can. */
    void fact(String subjectId, String eventType, String type, String data) {
        append(draft(subjectId, eventType, type, data, null));
    }

    /** The same, as part of a change. */
    void factOf(String changeId, String subjectId, String eventType, String type, String data) {
        append(draft(subjectId, eventType, type, data, changeId));
    }

    /** The same, by somebody. */
    void factBy(String userId, String changeId, String subjectId, String eventType, String type, String data) {
        append(draft(userId, subjectId, eventType, type, data, changeId));
    }

    private NewEvent draft(
            String subjectId, String eventType, String type, String data, @Nullable String correlationId) {
        return draft("owner", subjectId, eventType, type, data, correlationId);
    }

    private NewEvent draft(
            String userId,
            String subjectId,
            String eventType,
            String type,
            String data,
            @Nullable String correlationId) {
        return new NewEvent(
                "fact_" + (log.size() + 1),
                eventType,
                subjectId,
                type,
                JsonObject.parse(data),
                JsonObject.empty(),
                userId,
                "test",
                correlationId,
                null,
                null);
    }

    /** Answers requests in one batch. */
    Outcome settle(List<Event> requests) {
        Following following = flow.follow(requests, this, this);
        following.expected().forEach((id, version) -> {
            if (!version.equals(ExpectedVersion.exactly(subject(id).state().version()))) {
                throw new AssertionError(id + " expected at " + version);
            }
        });
        return new Outcome(this, following.events().stream().map(this::append).toList());
    }

    /** What taking back what a user did would come to, and the request that does so, with all that follows. */
    UndoBySurvey survey(String byUser, String data) {
        UndoByWish wish = UndoByWish.parse(JsonObject.parse(data).toNode()).upTo(log.size());
        return flow.survey(wish, actor(byUser).orElseThrow(), now, this, this).orElseThrow();
    }

    Outcome undoBy(String byUser, UndoBySurvey survey) {
        String userId = survey.wish().authorship().userId();
        Outcome outcome = ask(
                byUser,
                "history.undo_by",
                UndoByWish.subjectId(userId),
                UndoByWish.SUBJECT_TYPE,
                JsonObject.of(survey.wish().seen(survey.digest()).data()).text());
        Outcome last = outcome;
        while (last.events().getLast().type().equals("history.undo_by_slice.requested")) {
            last = settle(List.of(last.events().getLast()));
        }
        return last;
    }

    Following follow(List<Event> requests) {
        return flow.follow(requests, this, this);
    }

    /** Appends an event as if somebody had written it to the log directly. */
    Event append(NewEvent event) {
        if (!ids.add(event.id())) {
            throw new AssertionError("id used twice: " + event.id());
        }
        State before = subject(event.subjectId()).state();
        String type = before.exists() ? before.subjectType() : String.valueOf(event.subjectType());
        Event appended = new Event(
                "default",
                log.size() + 1,
                event.id(),
                event.type(),
                event.subjectId(),
                type,
                before.version() + 1,
                event.data(),
                event.metadata(),
                event.userId(),
                event.source(),
                event.correlationId(),
                event.causationId(),
                now,
                now,
                "");
        log.add(appended);
        folds.computeIfAbsent(event.subjectId(), Fold::of).add(appended);
        if (Reducers.changesState(event.type())) {
            factVersions.put(event.subjectId(), appended.version());
        }
        return appended;
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    List<Event> log() {
        return log;
    }

    @Override
    public Subject subject(String id) {
        Fold fold = folds.get(id);
        return fold == null ? Subject.none(id) : new Subject(fold.state(), factVersions.getOrDefault(id, 0L));
    }

    @Override
    public State state(String subjectId, long version) {
        return Fold.all(subjectId, events(subjectId, 0, version));
    }

    @Override
    public List<Event> events(String subjectId, long after, long upTo) {
        return log.stream()
                .filter(event -> event.subjectId().equals(subjectId))
                .filter(event -> event.version() > after && event.version() <= upTo)
                .toList();
    }

    @Override
    public List<Event> change(String changeId, int limit) {
        return log.stream()
                .filter(event -> Origin.changeId(event).equals(changeId))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Event> event(String eventId) {
        return log.stream().filter(event -> event.id().equals(eventId)).findFirst();
    }

    @Override
    public Set<String> referring(String subjectId) {
        return folds.keySet();
    }

    @Override
    public List<Authored> authored(Authorship who, Set<String> among, String after, int limit) {
        List<Event> facts = log.stream()
                .filter(event -> event.userId().equals(who.userId()) && event.position() <= who.upTo())
                .filter(event -> Reducers.changesState(event.type()))
                .toList();
        Set<String> chosen = new HashSet<>();
        facts.stream()
                .filter(event -> who.from() == null || !event.timestamp().isBefore(who.from()))
                .filter(event -> who.to() == null || !event.timestamp().isAfter(who.to()))
                .filter(event -> who.subjectIds().isEmpty() || who.subjectIds().contains(event.subjectId()))
                .forEach(event -> chosen.add(Origin.changeId(event)));
        Map<String, Set<String>> changes = new TreeMap<>();
        facts.stream()
                .filter(event -> chosen.contains(Origin.changeId(event)))
                .filter(event -> among.isEmpty() || among.contains(event.subjectId()))
                .filter(event -> event.subjectId().compareTo(after) > 0)
                .forEach(event -> changes.computeIfAbsent(event.subjectId(), id -> new HashSet<>())
                        .add(Origin.changeId(event)));
        return changes.entrySet().stream()
                .limit(limit)
                .map(each -> new Authored(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public Optional<Actor> actor(String userId) {
        return switch (userId) {
            case "owner", "ann", "ed", "cora", "vic", "gus" -> Optional.of(Actor.person(userId));
            case "robo", "bot" -> Optional.of(Actor.agent(userId));
            case Actor.SYSTEM_ID -> Optional.of(Actor.system());
            default -> Optional.empty();
        };
    }

    @Override
    public String ownerId() {
        return "owner";
    }

    @Override
    public Collection<State> policies() {
        return folds.values().stream()
                .map(Fold::state)
                .filter(state -> state.subjectType().startsWith("policy"))
                .toList();
    }
}
