package dev.synap.server.why;

import dev.synap.core.event.Ids;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

    private final Explanations explanations;

    public WhyController(Explanations explanations) {
        this.explanations = explanations;
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
        return explanations
                .ofEvent(call.workspaceId(), id)
                .orElseThrow(
                        () -> Problem.of(ProblemType.NOT_FOUND, "there is no event " + id + " in " + call.workspaceId())
                                .with("eventId", id)
                                .exception());
    }

    @GetMapping("/subjects/{id}/why")
    @Operation(
            summary = "Why is this here, and what came of it",
            description = "Walks back from the event that made the subject, and forwards from all that happened to it"
                    + " (its first 1,000 events).")
    WhyReply ofSubject(@Needs(Scope.READ) WorkspaceCall call, @PathVariable String id) {
        Ids.check("id", id);
        return explanations
                .ofSubject(call.workspaceId(), id, _ -> true)
                .orElseThrow(() -> Problem.of(
                                ProblemType.NOT_FOUND, "nothing ever happened to " + id + " in " + call.workspaceId())
                        .with("subjectId", id)
                        .exception());
    }
}
