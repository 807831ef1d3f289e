package dev.synap.server.assistant;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.PageRequest;
import dev.synap.server.extract.Context;
import dev.synap.server.extract.Extractor;
import dev.synap.store.access.FirstAccess;
import dev.synap.store.access.User;
import dev.synap.store.access.Users;
import dev.synap.store.feed.Reaction;
import dev.synap.store.feed.Subscriber;
import dev.synap.store.projection.Memberships;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The built-in agent. It follows the log like any worker, and is let into a workspace as any agent is: by being its member.
 * What it suggests are requests of its own, which wait for a person unless a policy of the workspace says otherwise.
 *
 * <p>It reads notes and captures that people write, not what agents write, what was imported, or what is older than a day. Of a
 * note that is being written it reads whole lines only.
 *
 * <p>Thread-safe.
 */
public final class Assistant implements Subscriber {

    /** What its checkpoints are kept under. */
    public static final String NAME = "assistant";

    /** Less sure suggestions are not made. */
    static final double LEAST_CONFIDENCE = 0.6;

    private static final Set<String> WRITTEN =
            Set.of("note.created", "note.updated", "note.content_updated", "capture.created");
    private static final Set<String> DECIDED = Set.of(
            "proposal.accepted", "proposal.modified", "proposal.rejected", "proposal.withdrawn", "proposal.expired");
    private static final Duration FRESH = Duration.ofDays(1);

    /** Of one text, so that nobody's inbox is flooded by a long one. */
    private static final int MOST_AT_ONCE = 20;

    private final EventLog log;
    private final Memberships memberships;
    private final Users users;
    private final Acquaintances acquaintances;
    private final Extractor extractor;
    private final Clock clock;

    public Assistant(
            EventLog log,
            Memberships memberships,
            Users users,
            Acquaintances acquaintances,
            Extractor extractor,
            Clock clock) {
        this.log = log;
        this.memberships = memberships;
        this.users = users;
        this.acquaintances = acquaintances;
        this.extractor = extractor;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean wants(String eventType) {
        return WRITTEN.contains(eventType) || DECIDED.contains(eventType);
    }

    @Override
    public Reaction react(String workspaceId, List<Event> events) {
        Instant since = clock.instant().minus(FRESH);
        if (events.getLast().recordedAt().isBefore(since)
                || memberships.role(workspaceId, FirstAccess.ASSISTANT).isEmpty()) {
            return Reaction.pass();
        }
        Map<String, NewEvent> following = new LinkedHashMap<>();
        for (Event event : events) {
            if (event.recordedAt().isBefore(since) || event.metadata().toNode().has("import")) {
                continue;
            }
            List<NewEvent> come =
                    DECIDED.contains(event.type()) ? decided(workspaceId, event) : read(workspaceId, event);
            come.forEach(each -> following.putIfAbsent(each.id(), each));
        }
        return following.isEmpty() ? Reaction.pass() : Reaction.append(List.copyOf(following.values()), Map.of());
    }

    private List<NewEvent> read(String workspaceId, Event event) {
        String text = text(event);
        if (text.isBlank() || !isPerson(event.userId())) {
            return List.of();
        }
        long began = System.nanoTime();
        Context context = new Context(
                zone(workspaceId, event),
                event.timestamp(),
                acquaintances.people(workspaceId),
                acquaintances.projects(workspaceId),
                Set.of());
        List<NewEvent> come = new ArrayList<>();
        extractor.extract(text, context).stream()
                .filter(suggestion -> suggestion.confidence() >= LEAST_CONFIDENCE)
                .limit(MOST_AT_ONCE)
                .map(suggestion -> new SuggestionEvents(
                        event, suggestion, suggestion.span().in(text)))
                .filter(suggested -> log.get(workspaceId, suggested.requestId()).isEmpty())
                .forEach(suggested ->
                        come.addAll(suggested.all(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))));
        return come;
    }

    /** Tells a suggestion what became of it, where the proposal that was decided is this agent's own. */
    private List<NewEvent> decided(String workspaceId, Event decision) {
        return first(workspaceId, decision.subjectId())
                .flatMap(proposal -> named(workspaceId, proposal.data().toNode().get("requestId")))
                .filter(request -> request.userId().equals(FirstAccess.ASSISTANT))
                .flatMap(request -> Optional.ofNullable(request.causationId()).flatMap(id -> log.get(workspaceId, id)))
                .filter(suggested -> suggested.type().equals("suggestion.created"))
                .map(suggested -> List.of(SuggestionEvents.decided(decision, suggested)))
                .orElse(List.of());
    }

    private Optional<Event> first(String workspaceId, String subjectId) {
        return log.history(workspaceId, subjectId, AsOf.version(1), PageRequest.first(1)).events().stream()
                .findFirst();
    }

    private Optional<Event> named(String workspaceId, @Nullable JsonNode id) {
        return id != null && id.isString() ? log.get(workspaceId, id.stringValue()) : Optional.empty();
    }

    /** What is to be read: of a text that is still being written, its whole lines. */
    private static String text(Event event) {
        JsonNode content = event.data().toNode().get("content");
        String text = content != null && content.isString() ? content.stringValue() : "";
        return event.type().endsWith(".created") ? text : text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private boolean isPerson(String userId) {
        return users.find(userId)
                .filter(user -> !user.isAgent())
                .map(User::userId)
                .isPresent();
    }

    /** The time zone that the writer's request names; UTC where it names none. */
    private ZoneId zone(String workspaceId, Event event) {
        ObjectNode asked = event.correlationId() == null
                ? event.metadata().toNode()
                : log.get(workspaceId, event.correlationId())
                        .map(request -> request.metadata().toNode())
                        .orElseGet(() -> event.metadata().toNode());
        JsonNode name = asked.get("timeZone");
        try {
            return name != null && name.isString() ? ZoneId.of(name.stringValue()) : ZoneOffset.UTC;
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
