package dev.synap.server.why;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.store.log.CausedEvents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Walks from event to event along what led to what. An event stands behind another where that names it: as its cause, as the
 * request that it is about, or by its proposal, which stands for the event that made it. A decision stands behind what it
 * let happen, and the proposal behind its decision.
 *
 * <p>One walk, for one request; not thread-safe.
 */
final class Causes {

    /** So many events are told in each direction at most. */
    static final int MOST = 300;

    private static final int AT_ONCE = 200;

    private final EventLog log;
    private final CausedEvents caused;
    private final String workspaceId;
    private final Map<String, Optional<Event>> madeProposal = new HashMap<>();

    Causes(EventLog log, CausedEvents caused, String workspaceId) {
        this.log = log;
        this.caused = caused;
        this.workspaceId = workspaceId;
    }

    /**
     * Events in the order of the log.
     *
     * @param cut whether there are more
     */
    record Walk(List<Event> events, boolean cut) {
        Walk {
            events = List.copyOf(events);
        }
    }

    /** The ids of what stands directly behind an event. */
    List<String> behind(Event event) {
        Set<String> ids = new LinkedHashSet<>();
        addIfNamed(ids, event.causationId());
        addIfNamed(ids, text(event, "requestId"));
        String proposalId =
                event.subjectType().equals(EntityTypes.PROPOSAL) ? event.subjectId() : text(event, "proposalId");
        if (proposalId != null) {
            maker(proposalId).ifPresent(made -> ids.add(made.id()));
        }
        ids.remove(event.id());
        return List.copyOf(ids);
    }

    /** Everything that led to an event, itself included. */
    Walk backFrom(Event event) {
        Map<String, Event> found = new LinkedHashMap<>();
        Deque<Event> next = new ArrayDeque<>(List.of(event));
        while (!next.isEmpty() && found.size() < MOST) {
            Event at = next.remove();
            if (found.putIfAbsent(at.id(), at) == null) {
                for (String id : behind(at)) {
                    // Causes that a writer made up, or that are in another workspace, lead nowhere; nothing leads
                    // forwards.
                    log.get(workspaceId, id)
                            .filter(cause -> cause.position() < at.position())
                            .ifPresent(next::add);
                }
            }
        }
        return walk(found.values(), !next.isEmpty());
    }

    /** Everything that came of any of these events, themselves left out. */
    Walk forwardFrom(List<Event> events) {
        Map<String, Event> found = new LinkedHashMap<>();
        events.forEach(event -> found.put(event.id(), event));
        List<Event> last = events;
        boolean cut = false;
        while (!last.isEmpty() && !cut) {
            List<Event> come = new ArrayList<>();
            for (Event candidate : after(last)) {
                boolean follows = behind(candidate).stream()
                        .map(found::get)
                        .filter(Objects::nonNull)
                        .anyMatch(cause -> cause.position() < candidate.position());
                if (follows && !found.containsKey(candidate.id())) {
                    found.put(candidate.id(), candidate);
                    come.add(candidate);
                }
            }
            cut = found.size() >= MOST + events.size();
            last = come;
        }
        events.forEach(event -> found.remove(event.id()));
        return walk(found.values(), cut);
    }

    /** Events among which those are that follow directly, in the order of the log. */
    private List<Event> after(List<Event> events) {
        Map<String, Event> candidates = new HashMap<>();
        caused.of(workspaceId, events.stream().map(Event::id).toList(), AT_ONCE)
                .forEach(event -> candidates.put(event.id(), event));
        Set<String> changes = new LinkedHashSet<>();
        for (Event event : events) {
            if (event.type().endsWith(".requested")) {
                changes.add(event.correlationId() == null ? event.id() : event.correlationId());
            }
            if (event.type().equals("proposal.created")) {
                log.history(workspaceId, event.subjectId(), AsOf.latest(), PageRequest.first(AT_ONCE))
                        .events()
                        .forEach(each -> candidates.put(each.id(), each));
            }
        }
        for (String change : changes) {
            log.query(workspaceId, EventQuery.all().correlation(change), PageRequest.first(AT_ONCE))
                    .events()
                    .forEach(each -> candidates.put(each.id(), each));
        }
        return candidates.values().stream()
                .sorted(Comparator.comparingLong(Event::position))
                .toList();
    }

    private Optional<Event> maker(String proposalId) {
        return madeProposal.computeIfAbsent(
                proposalId,
                id -> log
                        .history(workspaceId, id, AsOf.latest(), new PageRequest(null, AT_ONCE, Direction.FORWARD))
                        .events()
                        .stream()
                        .filter(event -> event.type().equals("proposal.created"))
                        .findFirst());
    }

    private static Walk walk(Collection<Event> events, boolean cut) {
        return new Walk(
                events.stream()
                        .sorted(Comparator.comparingLong(Event::position))
                        .limit(MOST)
                        .toList(),
                cut || events.size() > MOST);
    }

    private static void addIfNamed(Set<String> ids, @Nullable String id) {
        if (id != null) {
            ids.add(id);
        }
    }

    private static @Nullable String text(Event event, String field) {
        JsonNode value = event.data().toNode().get(field);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
