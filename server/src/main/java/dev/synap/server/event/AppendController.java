package dev.synap.server.event;

import dev.synap.core.event.Drafts;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.DuplicateId;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.core.log.EventLog;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The one way into the log. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Events")
public final class AppendController {

    private final EventLog log;
    private final Drafts drafts;

    public AppendController(EventLog log, Drafts drafts) {
        this.log = log;
        this.drafts = drafts;
    }

    @PostMapping("/events")
    @Operation(
            summary = "Append events",
            description =
                    "For the workspace's owner and admins: facts from elsewhere, which no rule looks at; everybody"
                            + " else changes entities. Stores all of the events or none, durably. Choose event ids, and the same request sent again"
                            + " is stored once and answered with 200 and `repeated: true`.")
    @ApiResponse(responseCode = "201", description = "Stored")
    @ApiResponse(responseCode = "200", description = "Stored before, by the same append")
    ResponseEntity<AppendReply> append(
            @Needs(Scope.WRITE) WorkspaceCall call, @RequestBody AppendBody body, HttpServletRequest request) {
        RawAppends.check(call, body.events());
        String workspaceId = call.workspaceId();
        List<NewEvent> events =
                drafts.complete(workspaceId, body.events(), call.caller().context(request));
        return switch (log.append(new AppendRequest(workspaceId, events, body.expectations()))) {
            case Appended stored ->
                ResponseEntity.status(stored.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
                        .body(AppendReply.of(stored));
            case VersionConflict conflict ->
                throw Refusals.conflict(workspaceId, conflict).exception();
            case DuplicateId duplicate ->
                throw Refusals.duplicate(workspaceId, duplicate).exception();
        };
    }

    @Hidden
    @RequestMapping(
            path = "/events/{id}",
            method = {RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE})
    void refuseToChange(WorkspaceCall call, @PathVariable String id, HttpServletResponse response) {
        response.setHeader("Allow", "GET, HEAD");
        throw Problem.of(
                        ProblemType.EVENTS_ARE_IMMUTABLE,
                        "event " + id + " cannot be changed or removed, as no event can; append one that corrects it"
                                + " by POST /api/v1/workspaces/" + call.workspaceId() + "/events")
                .with("eventId", id)
                .exception();
    }
}
