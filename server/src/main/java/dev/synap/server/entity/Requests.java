package dev.synap.server.entity;

import dev.synap.core.access.WorkspaceSetting;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Drafts;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.DuplicateId;
import dev.synap.core.log.AppendResult.Receipt;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.core.log.EventLog;
import dev.synap.core.write.Fault;
import dev.synap.core.write.ReasoningTrace;
import dev.synap.core.write.RequestForm;
import dev.synap.server.event.Refusals;
import dev.synap.server.list.ListPages;
import dev.synap.server.list.ListReply;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.CurrentSettings;
import dev.synap.store.projection.Row;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts wishes into the log, durably, and answers with what is known of them: that they are stored, or, for
 * a caller who waits, what became of them.
 *
 * <p>Thread-safe.
 */
public final class Requests {

    private static final String VALIDATED = "validated";

    private final EventLog log;
    private final Drafts drafts;
    private final Ids ids;
    private final Outcomes outcomes;
    private final ListPages lists;
    private final CurrentSettings settings;

    public Requests(
            EventLog log, Drafts drafts, Ids ids, Outcomes outcomes, ListPages lists, CurrentSettings settings) {
        this.log = log;
        this.drafts = drafts;
        this.ids = ids;
        this.outcomes = outcomes;
        this.lists = lists;
        this.settings = settings;
    }

    /**
     * Stores a request, and waits for its end where the caller says so.
     *
     * @param wait {@code validated}, or null for an answer at once
     * @param done the status of the answer once it is done
     * @throws InvalidInputException naming the field that breaks a rule; nothing is stored then
     * @throws ProblemException naming all fields that break rules of their type; nothing is stored then either
     */
    public ResponseEntity<RequestReply> send(
            WorkspaceCall call, RequestDraft draft, @Nullable String wait, HttpStatus done, HttpServletRequest http) {
        checkWait(wait);
        checkReasoning(call, draft);
        Receipt receipt = append(call, draft, http);
        RequestReply requested = RequestReply.requested(receipt.id(), receipt.subjectId(), receipt.position());
        if (wait == null) {
            return accepted(requested);
        }
        return switch (outcomes.await(call.workspaceId(), receipt.id(), receipt.position())) {
            case Outcome.Validated validated ->
                ResponseEntity.status(done)
                        .body(validated(call.workspaceId(), draft.subjectType(), receipt, validated));
            case Outcome.Proposed proposed -> accepted(proposed(receipt, proposed));
            case Outcome.Rejected rejected ->
                throw Rejections.problem(receipt.id(), receipt.subjectId(), rejected)
                        .exception();
            case Outcome.Open _ -> accepted(requested);
        };
    }

    private Receipt append(WorkspaceCall call, RequestDraft draft, HttpServletRequest http) {
        String workspaceId = call.workspaceId();
        EventDraft event = draft.event(ids);
        List<NewEvent> events;
        try {
            events = drafts.complete(workspaceId, List.of(event), call.caller().context(http));
        } catch (InvalidInputException e) {
            throw draft.asSent(e);
        }
        checkForm(events.getFirst());
        return switch (log.append(new AppendRequest(workspaceId, events, draft.expected(events.getFirst())))) {
            case Appended stored -> stored.first();
            case DuplicateId duplicate ->
                throw Refusals.duplicate(workspaceId, duplicate).exception();
            case VersionConflict conflict ->
                throw Refusals.conflict(workspaceId, conflict).exception();
        };
    }

    /** What is wrong whatever is in the workspace is said at once; the worker looks again, and at the rest. */
    private static void checkForm(NewEvent request) {
        List<Fault> faults = RequestForm.faults(request);
        if (!faults.isEmpty()) {
            throw Rejections.problem(faults).exception();
        }
    }

    /** Ends an agent's request that does not say how the agent came to it, where the workspace wants that. */
    private void checkReasoning(WorkspaceCall call, RequestDraft draft) {
        boolean says = ReasoningTrace.in(draft.envelope().metadata())
                .filter(trace -> !trace.steps().isEmpty())
                .isPresent();
        if (!says
                && call.caller().user().isAgent()
                && settings.isOn(call.workspaceId(), WorkspaceSetting.REQUIRE_REASONING)) {
            throw Problem.of(
                            ProblemType.INVALID_INPUT,
                            "in %s an agent must say how it came to want this; send it again with reasoning.steps, at least"
                                            .formatted(call.workspaceId())
                                    + " one, each with a thought (over HTTP in metadata.ai)")
                    .with("rule", "agent.reasoning")
                    .with("field", "metadata.ai")
                    .exception();
        }
    }

    private static void checkWait(@Nullable String wait) {
        if (wait != null && !wait.equals(VALIDATED)) {
            throw new InvalidInputException("wait", "must be validated, or be left out");
        }
    }

    private static ResponseEntity<RequestReply> accepted(RequestReply reply) {
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(reply);
    }

    private RequestReply validated(String workspaceId, String type, Receipt receipt, Outcome.Validated validated) {
        Optional<Row> row = lists.row(workspaceId, type, receipt.subjectId());
        return new RequestReply(
                receipt.id(),
                receipt.subjectId(),
                "validated",
                validated.position(),
                row.map(Row::version).orElse(null),
                null,
                null,
                row.map(ListReply::item).orElse(null),
                RequestReply.Superseded.in(validated.data().toNode()));
    }

    private static RequestReply proposed(Receipt receipt, Outcome.Proposed proposed) {
        ObjectNode data = proposed.data().toNode();
        return new RequestReply(
                receipt.id(),
                receipt.subjectId(),
                "proposed",
                proposed.position(),
                null,
                data.path("proposalId").asString(""),
                data.path("rule").asString(""),
                null,
                null);
    }
}
