package dev.synap.server.mcp;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.fold.State;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.server.entity.BodyFields;
import dev.synap.server.entity.Outcome;
import dev.synap.server.entity.Outcomes;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.state.StateReader;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tool that tells what became of a write, and of the proposal that it may have become. */
final class StatusTool {

    private static final String REQUEST_ID = "requestId";
    private static final String PROPOSAL_ID = "proposalId";
    private static final String STATUS = "status";
    private static final String POSITION = "position";
    private static final String PROPOSAL = "proposal";
    private static final List<String> OF_REJECTION = List.of("rule", "reason", "errors", "currentVersion");
    private static final List<String> OF_PROPOSAL =
            List.of(STATUS, "expiresAt", "decidedBy", "decidedAt", "decisionReason", "modifiedContent");

    private final Places places;
    private final EventLog log;
    private final StateReader states;
    private final Outcomes outcomes;

    StatusTool(Places places, EventLog log, StateReader states, Outcomes outcomes) {
        this.places = places;
        this.log = log;
        this.states = states;
        this.outcomes = outcomes;
    }

    Tool tool() {
        return new Tool(
                "request_status",
                "Ask what became of a write",
                "Tells what became of a write: requested (not decided yet), proposed (it waits for a person), validated"
                        + " (done) or rejected, with the reason. For a proposal also who decided it, and how.",
                Tool.Effect.READS,
                InputSchema.inWorkspace()
                        .id(REQUEST_ID, "The requestId that the write answered with")
                        .id(PROPOSAL_ID, "Or the proposalId"),
                this::run);
    }

    private Answer run(Visit visit, ObjectNode arguments) {
        WorkspaceCall call = places.enter(visit, arguments);
        Event request = request(call, requestId(call, arguments));
        ObjectNode content = Json.newObject().put(REQUEST_ID, request.id()).put("subjectId", request.subjectId());
        switch (outcomes.find(call.workspaceId(), request.id())) {
            case Outcome.Validated(long position, JsonObject _) ->
                content.put(STATUS, "validated").put(POSITION, position);
            case Outcome.Rejected(long position, JsonObject data) -> {
                content.put(STATUS, "rejected").put(POSITION, position);
                copy(OF_REJECTION, data.toNode(), content);
            }
            case Outcome.Proposed(long position, JsonObject _) ->
                content.put(STATUS, "proposed").put(POSITION, position);
            case Outcome.Open() -> content.put(STATUS, "requested").put(POSITION, request.position());
        }
        String proposalId = Ids.derived(EntityTypes.PROPOSAL, request.id());
        State proposal = states.state(call.workspaceId(), proposalId, AsOf.latest());
        if (proposal.exists()) {
            content.put(PROPOSAL_ID, proposalId);
            copy(OF_PROPOSAL, proposal.toNode(), content.putObject(PROPOSAL));
        }
        return new Answer(said(content), content);
    }

    private String requestId(WorkspaceCall call, ObjectNode arguments) {
        String requestId = BodyFields.text(arguments, REQUEST_ID);
        String proposalId = BodyFields.text(arguments, PROPOSAL_ID);
        if ((requestId == null) == (proposalId == null)) {
            throw new InvalidInputException(REQUEST_ID, "or " + PROPOSAL_ID + " is needed, one of them");
        }
        if (requestId != null) {
            return Ids.check(REQUEST_ID, requestId);
        }
        State proposal = states.state(call.workspaceId(), Ids.check(PROPOSAL_ID, proposalId), AsOf.latest());
        return proposal.exists() && proposal.subjectType().equals(EntityTypes.PROPOSAL)
                ? proposal.toNode().path(REQUEST_ID).asString(proposalId)
                : proposalId;
    }

    private Event request(WorkspaceCall call, String requestId) {
        return log.get(call.workspaceId(), requestId)
                .filter(event -> event.type().endsWith(".requested") && call.maySee(event.subjectId()))
                .orElseThrow(() -> missing(call, requestId));
    }

    private static String said(ObjectNode content) {
        String status = content.path(STATUS).asString();
        String decision = content.path(PROPOSAL).path(STATUS).asString("");
        String by = content.path(PROPOSAL).path("decidedBy").asString("");
        String decided = decision.isEmpty() || decision.equals("waiting")
                ? ""
                : "; the proposal was " + decision + (by.isEmpty() ? "" : " by " + by);
        String why = content.path("reason").asString("");
        return status
                + (decision.equals("waiting") ? ", waiting for a person" : "")
                + decided
                + (why.isEmpty() ? "" : ": " + why);
    }

    private static void copy(List<String> names, ObjectNode from, ObjectNode to) {
        for (String name : names) {
            JsonNode value = from.get(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }

    private static ProblemException missing(WorkspaceCall call, String requestId) {
        return Problem.of(
                        ProblemType.NOT_FOUND,
                        "there is no request or proposal " + requestId + " in " + call.workspaceId()
                                + "; take the requestId or proposalId that a write answered with")
                .exception();
    }
}
