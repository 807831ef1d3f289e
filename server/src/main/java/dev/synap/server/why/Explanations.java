package dev.synap.server.why;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.history.Headline;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.store.access.Users;
import dev.synap.store.log.CausedEvents;
import dev.synap.store.state.StatesAround;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Explains why something is as it is, from the log alone.
 *
 * <p>Thread-safe.
 */
public final class Explanations {

    private static final int AT_ONCE = 1_000;

    private final EventLog log;
    private final CausedEvents caused;
    private final StatesAround states;
    private final Users users;

    public Explanations(EventLog log, CausedEvents caused, StatesAround states, Users users) {
        this.log = log;
        this.caused = caused;
        this.states = states;
        this.users = users;
    }

    /** Why an event happened; empty where there is none of this id. */
    Optional<WhyReply> ofEvent(String workspaceId, String eventId) {
        return log.get(workspaceId, eventId).map(event -> reply(workspaceId, event, List.of(event), _ -> true));
    }

    /**
     * Why a subject is there: back from the event that made it, and forwards from its first 1,000 events. Empty where
     * nothing ever happened to it.
     *
     * @param shown which subjects may be told of; what happened to others is left out
     */
    public Optional<WhyReply> ofSubject(String workspaceId, String subjectId, Predicate<String> shown) {
        List<Event> history = log.history(workspaceId, subjectId, AsOf.latest(), PageRequest.first(AT_ONCE))
                .events();
        return history.stream()
                .filter(event -> Reducers.changesState(event.type()))
                .findFirst()
                .or(() -> history.stream().findFirst())
                .map(made -> reply(workspaceId, made, history, shown));
    }

    /**
     * Why a change was made: back from the last thing that it did, and forwards from all that belongs to it. An event that
     * belongs to no change is one by itself. Empty where there is no such change, or nothing of it is shown.
     *
     * @param shown which subjects may be told of; what happened to others is left out
     */
    public Optional<WhyReply> ofChange(String workspaceId, String changeId, Predicate<String> shown) {
        List<Event> found = log.query(workspaceId, EventQuery.all().correlation(changeId), PageRequest.first(AT_ONCE))
                .events();
        List<Event> events = (found.isEmpty()
                        ? log.get(workspaceId, changeId).stream().toList()
                        : found)
                .stream().filter(event -> shown.test(event.subjectId())).toList();
        return events.stream()
                .max(Comparator.comparing(Explanations::isEntitysFact).thenComparing(Event::position))
                .map(last -> reply(workspaceId, last, events, shown));
    }

    /** Whether an event says that something is otherwise now; what became of a proposal only leads there. */
    private static boolean isEntitysFact(Event event) {
        return Reducers.changesState(event.type()) && !event.subjectType().equals(EntityTypes.PROPOSAL);
    }

    private WhyReply reply(String workspaceId, Event event, List<Event> origins, Predicate<String> shown) {
        Causes causes = new Causes(log, caused, workspaceId);
        Causes.Walk back = causes.backFrom(event);
        Set<String> told = back.events().stream().map(Event::id).collect(Collectors.toSet());
        Causes.Walk forward = causes.forwardFrom(origins);
        List<Event> came = forward.events().stream()
                .filter(each -> !told.contains(each.id()) && shown.test(each.subjectId()))
                .toList();
        List<Event> led = back.events().stream()
                .filter(each -> shown.test(each.subjectId()))
                .toList();
        return new WhyReply(
                event.id(),
                event.subjectId(),
                links(workspaceId, causes, led),
                back.cut(),
                links(workspaceId, causes, came),
                forward.cut());
    }

    private List<WhyReply.Link> links(String workspaceId, Causes causes, List<Event> events) {
        Map<String, String> names =
                users.names(events.stream().map(Event::userId).collect(Collectors.toSet()));
        List<String> sentences =
                new ArrayList<>(events.stream().map(Event::type).toList());
        states.tell(
                workspaceId,
                events,
                (index, before, after) -> sentences.set(
                        index,
                        Headline.of(events.get(index), before, after, id -> names.getOrDefault(id, id))
                                .sentence()));
        List<WhyReply.Link> links = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            links.add(WhyReply.Link.of(
                    event, names.getOrDefault(event.userId(), event.userId()), sentences.get(i), causes.behind(event)));
        }
        return List.copyOf(links);
    }
}
