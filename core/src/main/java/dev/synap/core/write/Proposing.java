package dev.synap.core.write;

import dev.synap.core.access.Action;
import dev.synap.core.access.Decision;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes proposals of requests that need a person's word.
 *
 * @param patience how long a proposal waits for it
 */
record Proposing(Duration patience) {

    /** The events by which a request becomes a proposal of just what it asks for. */
    List<NewEvent> propose(Event request, Chain chain, Action action, Subject subject, Decision.Propose why) {
        return propose(request, chain, action, subject, why, request.data());
    }

    /** The same, of what the request comes to. */
    List<NewEvent> propose(
            Event request, Chain chain, Action action, Subject subject, Decision.Propose why, JsonObject content) {
        String id = DerivedIds.proposal(request.id());
        ObjectNode fields = Json.newObject()
                .put("requestId", request.id())
                .put("action", action.text())
                .put("subjectId", request.subjectId())
                .put("subjectType", action.type());
        fields.set("content", content.toNode());
        fields.put("contentHash", ContentHash.of(content))
                .put("baseVersion", subject.factVersion())
                .put("expiresAt", Timestamps.format(expiry(request.timestamp())))
                .put("proposedBy", request.userId())
                .put("status", Proposal.WAITING)
                .put("correlationId", chain.correlationId())
                .put("source", request.source());
        if (chain.reason() != null) {
            fields.put("reason", chain.reason());
        }
        ObjectNode metadata = request.metadata().toNode();
        if (metadata.hasNonNull("ai")) {
            fields.set("ai", metadata.get("ai"));
        }
        NewEvent proposed = chain.proposed(id, why.rule(), why.reason());
        return List.of(
                proposed, chain.onProposal("proposal", id, new FactDraft("proposal.created", fields), proposed.id()));
    }

    private Instant expiry(Instant from) {
        Duration left = Duration.between(from, Timestamps.LATEST);
        return from.plus(patience.compareTo(left) < 0 ? patience : left);
    }
}
