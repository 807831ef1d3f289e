package dev.synap.server.why;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.fold.Reducers;
import dev.synap.core.history.Headline;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.PageRequest;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import dev.synap.store.access.Users;
import dev.synap.store.log.CausedEvents;
import dev.synap.store.state.StatesAround;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers why something is as it is, from the log alone. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "History")
public final class WhyController {

    private static final int OF_SUBJECT = 1_000;

    private final EventLog log;
    private final CausedEvents caused;
    private final StatesAround states;
    private final Users users;

    public WhyController(EventLog log, CausedEvents caused, StatesAround states, Users users) {
        this.log = log;
        this.caused = caused;
        this.states = states;
        this.users = users;
    }

    @GetMapping("/events/{id}/why")
    @Operation(
            summary = "Why did this happen, and what came of it",
            description =
                    "Walks back over what led to the event: the approval, the decision of a person and what they saw,"
                            + " the proposal, the agent's reasoning, the words that it began with; and forwards over what came of"
                            + " it. At most 300 events each way.")
    WhyReply ofEvent(@Needs(Scope.READ) WorkspaceCall call, @PathVariable String id) {
        Ids.check("id", id);
        Event event = log.get(call.workspaceId(), id)
                .orElseThrow(
                        () -> Problem.of(ProblemType.NOT_FOUND, "there is no event " + id + " in " + call.workspaceId())
                                .with("eventId", id)
                                .exception());
        return reply(call.workspaceId(), event, List.of(event));
    }

    @GetMapping("/subjects/{id}/why")
    @Operation(
            summary = "Why is this here, and what came of it",
            description = "Walks back from the event that made the subject, and forwards from all that happened to it"
                    + " (its first 1,000 events).")
    WhyReply ofSubject(@Needs(Scope.READ) WorkspaceCall call, @PathVariable String id) {
        Ids.check("id", id);
        List<Event> history = log.history(call.workspaceId(), id, AsOf.latest(), PageRequest.first(OF_SUBJECT))
                .events();
        if (history.isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND, "nothing ever happened to " + id + " in " + call.workspaceId())
                    .with("subjectId", id)
                    .exception();
        }
        Event made = history.stream()
                .filter(event -> Reducers.changesState(event.type()))
                .findFirst()
                .orElse(history.getFirst());
        return reply(call.workspaceId(), made, history);
    }

    private WhyReply reply(String workspaceId, Event event, List<Event> origins) {
        Causes causes = new Causes(log, caused, workspaceId);
        Causes.Walk back = causes.backFrom(event);
        Set<String> told = back.events().stream().map(Event::id).collect(Collectors.toSet());
        Causes.Walk forward = causes.forwardFrom(origins);
        List<Event> came = forward.events().stream()
                .filter(each -> !told.contains(each.id()))
                .toList();
        return new WhyReply(
                event.id(),
                event.subjectId(),
                links(workspaceId, causes, back.events()),
                back.cut(),
                links(workspaceId, causes, came),
                forward.cut());
    }

    private List<WhyReply.Link> links(String workspaceId, Causes causes, List<Event> events) {
        Map<String, String> names =
                users.names(events.stream().flatMap(WhyController::people).collect(Collectors.toSet()));
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

    private static Stream<String> people(Event event) {
        return Stream.of(event.userId());
    }
}
