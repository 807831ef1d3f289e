package dev.synap.server.event;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.core.log.Verification;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the log. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Events")
public final class EventController {

    private final EventLog log;

    public EventController(EventLog log) {
        this.log = log;
    }

    @GetMapping("/events")
    @Operation(
            summary = "Find events",
            description = "All conditions must hold. Pages stay right while events arrive: pass `next` as `after`.")
    Page find(
            @Needs(Scope.READ) WorkspaceCall call,
            @Parameter(description = "Exact, or a prefix: `note.*`", example = "note.*")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @RequestParam(required = false) @Nullable String subjectId,
            @RequestParam(required = false) @Nullable String subjectType,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String correlationId,
            @Parameter(description = "Earliest timestamp, included") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "Latest timestamp, included") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "The position to go on from: `next` of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    Long after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "" + PageRequest.DEFAULT_LIMIT)
                    int limit,
            @Parameter(
                            description = "`asc`: oldest first; `desc`: newest first",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"asc", "desc"}))
                    @RequestParam(defaultValue = "asc")
                    Direction order) {
        EventQuery query = new EventQuery(type, subjectId, subjectType, userId, source, correlationId, from, to);
        return log.query(call.workspaceId(), query, new PageRequest(after, limit, order));
    }

    @GetMapping("/events/{id}")
    @Operation(summary = "Read one event")
    Event get(@Needs(Scope.READ) WorkspaceCall call, @PathVariable String id) {
        Ids.check("id", id);
        return log.get(call.workspaceId(), id)
                .orElseThrow(
                        () -> Problem.of(ProblemType.NOT_FOUND, "there is no event " + id + " in " + call.workspaceId())
                                .with("eventId", id)
                                .exception());
    }

    @GetMapping("/verify")
    @Operation(
            summary = "Verify the log",
            description = "Reads every event of the workspace and checks it against the hash chain.")
    VerifyReply verify(@Needs(Scope.READ) WorkspaceCall call) {
        Verification verification = log.verify(call.workspaceId());
        return VerifyReply.of(verification);
    }
}
