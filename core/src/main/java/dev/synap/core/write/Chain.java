package dev.synap.core.write;

import dev.synap.core.access.Actor;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.event.RequestContext;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the events that follow from one request. Their ids follow from the request's, so that following it
 * twice makes them once.
 *
 * @param stem the request's type without its last word, as {@code entities.create}
 * @param reason why, in the words of the one who asked
 * @param from the address that the request came from, and what its client calls itself, for the facts that follow: they
 *     alone must say who did it and from where; empty where nobody knows
 */
record Chain(
        String requestId,
        String stem,
        String subjectId,
        String subjectType,
        String correlationId,
        String userId,
        String source,
        @Nullable String reason,
        JsonObject from) {

    private static final String SYNAP = "synap";
    private static final int MAX_FAULTS = 20;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_PATH = 300;

    static Chain of(Event request) {
        String correlationId = request.correlationId();
        ObjectNode metadata = request.metadata().toNode();
        String reason = Rights.text(metadata, "reason");
        return new Chain(
                request.id(),
                request.type().substring(0, request.type().lastIndexOf('.')),
                request.subjectId(),
                request.subjectType(),
                correlationId == null ? request.id() : correlationId,
                request.userId(),
                request.source(),
                reason.isEmpty() ? null : reason,
                RequestContext.origin(metadata));
    }

    /** The chain of the request that a proposal came from. */
    static Chain of(Proposal proposal) {
        return new Chain(
                proposal.requestId(),
                proposal.action().family() + "." + proposal.action().verb(),
                proposal.subjectId(),
                proposal.subjectType(),
                proposal.correlationId(),
                proposal.proposedBy(),
                proposal.source(),
                proposal.reason(),
                JsonObject.empty());
    }

    NewEvent approved(String byUser, String cause, String rule, ObjectNode more) {
        ObjectNode data = Json.newObject().put("requestId", requestId).put("rule", rule);
        data.setAll(more);
        return phase("approved", cause, byUser, data);
    }

    NewEvent validated(String cause) {
        return validated(cause, Json.newObject());
    }

    NewEvent validated(String cause, ObjectNode more) {
        ObjectNode data = Json.newObject().put("requestId", requestId).put("entityId", subjectId);
        data.setAll(more);
        return phase("validated", cause, userId, data);
    }

    NewEvent rejected(String cause, Refusal refusal, ObjectNode more) {
        ObjectNode data = Json.newObject()
                .put("requestId", requestId)
                .put("rule", refusal.rule())
                .put("reason", clipped(refusal.reason(), MAX_TEXT));
        if (!refusal.faults().isEmpty()) {
            ArrayNode errors = data.putArray("errors");
            refusal.faults().stream()
                    .limit(MAX_FAULTS)
                    .forEach(fault -> errors.addObject()
                            .put("path", clipped(fault.path(), MAX_PATH))
                            .put("message", clipped(fault.message(), MAX_TEXT)));
        }
        data.setAll(more);
        return phase("rejected", cause, Actor.SYSTEM_ID, data);
    }

    NewEvent rejected(Refusal refusal) {
        return rejected(requestId, refusal, Json.newObject());
    }

    NewEvent proposed(String proposalId, String rule, String why) {
        return phase(
                "proposed",
                requestId,
                Actor.SYSTEM_ID,
                Json.newObject()
                        .put("requestId", requestId)
                        .put("proposalId", proposalId)
                        .put("rule", rule)
                        .put("reason", why));
    }

    /** Facts about the subject of the request, by its author or by a reviewer who changed it. */
    List<NewEvent> facts(List<FactDraft> drafts, String cause, String byUser, String through) {
        List<NewEvent> events = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            FactDraft draft = drafts.get(i);
            events.add(event("fact." + i, draft, subjectId, subjectType, cause, byUser, through));
        }
        return events;
    }

    /** A fact by the request's author about any subject, one of several that the request is about. */
    NewEvent fact(int number, FactDraft draft, String onSubject, String onType, String cause) {
        return fact(number, draft, onSubject, onType, cause, userId, source);
    }

    /** The same by a reviewer who changed what was asked for. */
    NewEvent fact(
            int number, FactDraft draft, String onSubject, String onType, String cause, String byUser, String through) {
        return event("fact." + number, draft, onSubject, onType, cause, byUser, through);
    }

    /** A fact about a proposal. */
    NewEvent onProposal(String name, String proposalId, FactDraft draft, String cause) {
        return event(name, draft, proposalId, "proposal", cause, userId, source);
    }

    private NewEvent phase(String name, String cause, String byUser, ObjectNode data) {
        return event(name, new FactDraft(stem + "." + name, data), subjectId, subjectType, cause, byUser, SYNAP);
    }

    private NewEvent event(
            String name,
            FactDraft draft,
            String onSubject,
            String onType,
            String cause,
            String byUser,
            String through) {
        return new NewEvent(
                DerivedIds.event(requestId, name),
                draft.type(),
                onSubject,
                onType,
                JsonObject.of(draft.data()),
                through.equals(SYNAP) ? JsonObject.empty() : metadata(byUser),
                byUser,
                through,
                correlationId,
                cause,
                null);
    }

    /** What a fact says of how it came about. The address is that of who asked, and of nobody else. */
    private JsonObject metadata(String byUser) {
        ObjectNode metadata = byUser.equals(userId) ? from.toNode() : Json.newObject();
        if (reason != null) {
            metadata.put("reason", reason);
        }
        return metadata.isEmpty() ? JsonObject.empty() : JsonObject.of(metadata);
    }

    /** Cut to fit into an event, whatever somebody sent; never between the halves of a surrogate pair. */
    private static String clipped(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "…";
    }
}
