package dev.synap.server.assistant;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.PageRequest;
import dev.synap.store.access.FirstAccess;
import dev.synap.store.feed.Reaction;
import dev.synap.store.feed.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The built-in agent. It follows the log like any worker, and is let into a workspace as any agent is: by being its member.
 * What it suggests are requests of its own, which wait for a person unless a policy of the workspace says otherwise.
 *
 * <p>Rules read a text here and now. Where a language model is to be asked, it is only put down that the text waits for that:
 * see {@link ModelReader}.
 *
 * <p>Thread-safe.
 */
public final class Assistant implements Subscriber {

    /** What its checkpoints are kept under. */
    public static final String NAME = "assistant";

    private static final Set<String> WRITTEN =
            Set.of("note.created", "note.updated", "note.content_updated", "capture.created");
    private static final Set<String> DECIDED = Set.of(
            "proposal.accepted", "proposal.modified", "proposal.rejected", "proposal.withdrawn", "proposal.expired");

    private final EventLog log;
    private final Writings writings;
    private final Readings readings;

    public Assistant(EventLog log, Writings writings, Readings readings) {
        this.log = log;
        this.writings = writings;
        this.readings = readings;
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
        if (!writings.isFresh(events.getLast()) || !writings.isLetIn(workspaceId)) {
            return Reaction.pass();
        }
        List<Event> written = events.stream()
                .filter(event -> WRITTEN.contains(event.type()))
                .filter(writings::isToRead)
                .toList();
        boolean waits = !written.isEmpty() && readings.isTaking(workspaceId);
        Map<String, NewEvent> following = new LinkedHashMap<>();
        for (Event event : events) {
            List<NewEvent> come = DECIDED.contains(event.type()) ? decided(workspaceId, event) : List.of();
            come.forEach(each -> following.putIfAbsent(each.id(), each));
        }
        if (!waits) {
            written.forEach(event -> read(event).forEach(each -> following.putIfAbsent(each.id(), each)));
        }
        if (!waits && following.isEmpty()) {
            return Reaction.pass();
        }
        return new Reaction(
                List.copyOf(following.values()),
                Map.of(),
                waits ? readings.add(written) : Reaction.nothing().tables());
    }

    private List<NewEvent> read(Event event) {
        long began = System.nanoTime();
        List<NewEvent> come = new ArrayList<>();
        for (Found found : writings.extracted(event)) {
            come.addAll(found.all(new Account.OfRules(Duration.ofNanos(System.nanoTime() - began))));
        }
        return come;
    }

    /** Tells a suggestion what became of it, where the proposal that was decided is this agent's own. */
    private List<NewEvent> decided(String workspaceId, Event decision) {
        if (!writings.isFresh(decision) || decision.metadata().toNode().has("import")) {
            return List.of();
        }
        return first(workspaceId, decision.subjectId())
                .flatMap(proposal -> named(workspaceId, proposal.data().toNode().get("requestId")))
                .filter(request -> request.userId().equals(FirstAccess.ASSISTANT))
                .flatMap(request -> Optional.ofNullable(request.causationId()).flatMap(id -> log.get(workspaceId, id)))
                .filter(suggested -> suggested.type().equals("suggestion.created"))
                .map(suggested -> List.of(Found.decided(decision, suggested)))
                .orElse(List.of());
    }

    private Optional<Event> first(String workspaceId, String subjectId) {
        return log.history(workspaceId, subjectId, AsOf.version(1), PageRequest.first(1)).events().stream()
                .findFirst();
    }

    private Optional<Event> named(String workspaceId, @Nullable JsonNode id) {
        return id != null && id.isString() ? log.get(workspaceId, id.stringValue()) : Optional.empty();
    }
}
