package dev.synap.core.write;

import dev.synap.core.access.Action;
import dev.synap.core.access.Actor;
import dev.synap.core.access.Decision;
import dev.synap.core.access.Permissions;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The write flow: from requests to the events that follow from them. Each request ends as validated (after an
 * approval, and the facts that carry it out), rejected, or proposed; a proposal's request ends when somebody
 * decides the proposal. Nothing is approved that can't be carried out.
 *
 * <p>Pure: the same requests on the same subjects give the same events. Whatever a request holds, it is
 * answered by events and not by an exception; what {@link Subjects} throws passes through.
 *
 * <p>Thread-safe.
 */
public final class WriteFlow {

    /** How long a proposal waits where nothing else is set. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofDays(30);

    static final String REQUESTED = ".requested";

    private final EntityRules rules = new EntityRules(new Schemas());
    private final Proposing proposing;
    private final Histories histories;
    private final Reviews reviews;
    private final UndoBys undoBys = new UndoBys(rules);

    /** @param patience how long a proposal waits for a person */
    public WriteFlow(Duration patience) {
        this.proposing = new Proposing(patience);
        this.histories = new Histories(rules, proposing);
        this.reviews = new Reviews(rules, histories);
    }

    /** Whether events of this type are requests, such as {@code entities.create.requested}. */
    public static boolean isRequest(String eventType) {
        return eventType.endsWith(REQUESTED)
                && (isOf(Action.ENTITIES, eventType)
                        || isOf(Action.PROPOSALS, eventType)
                        || isOf(Action.HISTORY, eventType));
    }

    /**
     * What follows from these events of one workspace, in their order; each sees what those before it did.
     * Events that are no requests, and requests in imported history, are passed over.
     *
     * @param subjects the workspace as of the last of these events, or later
     * @param pasts its past, up to the versions that the subjects have
     */
    public Following follow(List<Event> events, Subjects subjects, Pasts pasts) {
        subjects.expect(concerned(events, subjects));
        Overlay overlay = new Overlay(subjects, pasts);
        List<NewEvent> following = new ArrayList<>();
        for (Event event : events) {
            if (isRequest(event.type())) {
                ObjectNode metadata = event.metadata().toNode();
                if (!metadata.has("import")) {
                    List<NewEvent> next = answer(event, metadata, overlay);
                    overlay.add(next, event.workspaceId(), event.timestamp());
                    following.addAll(next);
                }
            }
        }
        return new Following(following, overlay.expected());
    }

    /**
     * What would become of a request to undo, redo or restore if it came now; nothing is written.
     *
     * @param verb the wish, as {@code undo_to} in {@code history.undo_to.requested}
     * @param data the request's data
     * @throws InvalidInputException naming the first field that makes no sense
     */
    public UndoPreview preview(
            String verb, String subjectId, Actor actor, ObjectNode data, Instant at, Subjects subjects, Pasts pasts) {
        HistoryRequest request = HistoryRequest.parse(verb, subjectId, actor.userId(), at, data);
        return histories.preview(request, actor, subjects, pasts);
    }

    /**
     * What taking back what a user did would come to now; nothing is written.
     *
     * @return empty for somebody who may not
     */
    public Optional<UndoBySurvey> survey(UndoByWish wish, Actor actor, Instant at, Subjects subjects, Pasts pasts) {
        return undoBys.refusal(actor, subjects).isPresent()
                ? Optional.empty()
                : Optional.of(undoBys.survey(wish, actor.userId(), at, subjects, pasts));
    }

    /** The subjects that requests name, and those that say what holds for them and their senders. */
    private static Set<String> concerned(List<Event> events, Subjects subjects) {
        Set<String> ids = new HashSet<>();
        for (Event event : events) {
            if (isRequest(event.type())) {
                ids.add(event.subjectId());
                ids.add(DerivedIds.schema(event.subjectType()));
                if (!event.userId().equals(subjects.ownerId())) {
                    ids.add(DerivedIds.member(event.userId()));
                    ids.add(DerivedIds.share(event.subjectId(), event.userId()));
                }
            }
        }
        return ids;
    }

    private List<NewEvent> answer(Event request, ObjectNode metadata, Overlay subjects) {
        Chain chain = Chain.of(request);
        try {
            ReasoningTrace.in(metadata);
            Optional<Actor> actor = subjects.actor(request.userId());
            if (actor.isEmpty()) {
                return List.of(
                        chain.rejected(Refusal.of("no_access", request.userId() + " is no user of this server")));
            }
            if (UndoBys.follows(request.type())) {
                return undoBys.follow(request, chain, actor.get(), subjects, subjects);
            }
            if (isOf(Action.HISTORY, request.type())) {
                return histories.follow(request, chain, actor.get(), subjects, subjects);
            }
            return isOf(Action.PROPOSALS, request.type())
                    ? reviews.follow(request, chain, actor.get(), subjects, subjects)
                    : entity(request, chain, actor.get(), subjects);
        } catch (InvalidInputException e) {
            return List.of(chain.rejected(Refusal.invalid(List.of(Fault.of(e)))));
        }
    }

    private List<NewEvent> entity(Event request, Chain chain, Actor actor, Subjects subjects) {
        String verb = chain.stem().substring(chain.stem().indexOf('.') + 1);
        Command command = CommandParser.parse(
                verb, request.subjectId(), request.subjectType(), request.data().toNode());
        Rights rights = new Rights(subjects);
        Decision decision = Permissions.decide(
                actor, command.action(), rights.standing(actor.userId(), command), rights.policies(actor));
        if (decision instanceof Decision.Reject reject) {
            return List.of(chain.rejected(Refusal.of(reject)));
        }
        Optional<Refusal> impossible = rules.check(command, subjects);
        if (impossible.isPresent()) {
            return List.of(chain.rejected(impossible.get()));
        }
        Subject subject = subjects.subject(request.subjectId());
        return decision instanceof Decision.Propose propose
                ? proposing.propose(request, chain, command.action(), subject, propose)
                : approved(chain, decision.rule(), command, subject);
    }

    private static List<NewEvent> approved(Chain chain, String rule, Command command, Subject subject) {
        NewEvent approved = chain.approved(chain.userId(), chain.requestId(), rule, Json.newObject());
        List<NewEvent> events = new ArrayList<>();
        events.add(approved);
        events.addAll(chain.facts(Facts.of(command, subject), approved.id(), chain.userId(), chain.source()));
        events.add(chain.validated(approved.id()));
        return events;
    }

    static boolean isOf(String family, String eventType) {
        return eventType.startsWith(family + ".") && eventType.length() > family.length() + REQUESTED.length() + 1;
    }
}
