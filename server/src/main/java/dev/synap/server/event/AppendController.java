package dev.synap.server.event;

import dev.synap.core.event.Drafts;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.DuplicateId;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.core.log.EventLog;
import dev.synap.server.json.JsonExchange;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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

    @PostMapping(path = "/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Append events",
            description = "Stores all of the events or none, durably. Choose event ids, and the same request sent again"
                    + " is stored once and answered with 200 and `repeated: true`.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = AppendBody.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = AppendReply.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Stored before, by the same append",
            content = @Content(schema = @Schema(implementation = AppendReply.class)))
    void append(@Needs(Scope.WRITE) WorkspaceCall call, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String workspaceId = call.workspaceId();
        AppendBody body = JsonExchange.read(request, AppendBody.class);
        List<NewEvent> events =
                drafts.complete(workspaceId, body.events(), call.caller().context(request));
        switch (log.append(new AppendRequest(workspaceId, events, body.expectations()))) {
            case Appended stored -> JsonExchange.write(response, stored.repeated() ? 200 : 201, AppendReply.of(stored));
            case VersionConflict conflict ->
                throw conflict(workspaceId, conflict).exception();
            case DuplicateId duplicate ->
                throw duplicate(workspaceId, duplicate).exception();
        }
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

    private static Problem conflict(String workspaceId, VersionConflict conflict) {
        return Problem.of(
                        ProblemType.VERSION_CONFLICT,
                        "[%s/%s] version %d expected, %d found; read the subject again and decide anew"
                                .formatted(
                                        workspaceId,
                                        conflict.subjectId(),
                                        conflict.expectedVersion(),
                                        conflict.currentVersion()))
                .with("subjectId", conflict.subjectId())
                .with("expectedVersion", conflict.expectedVersion())
                .with("currentVersion", conflict.currentVersion());
    }

    private static Problem duplicate(String workspaceId, DuplicateId duplicate) {
        return Problem.of(
                        ProblemType.DUPLICATE_EVENT_ID,
                        "[%s/%s] is the id of another event, at position %d; choose another id"
                                .formatted(workspaceId, duplicate.eventId(), duplicate.position()))
                .with("eventId", duplicate.eventId())
                .with("position", duplicate.position());
    }
}
