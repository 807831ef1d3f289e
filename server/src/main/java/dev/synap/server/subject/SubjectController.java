package dev.synap.server.subject;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.OpenToGuests;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import dev.synap.store.state.StateReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads subjects as they are and as they were. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/subjects/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Subjects")
public final class SubjectController {

    private static final String AS_OF_TIME = "As of this time: events that happened then or before count";
    private static final String AS_OF_POSITION = "As of this position of the workspace's log";
    private static final String AS_OF_VERSION = "As of this version of the subject";

    private final EventLog log;
    private final StateReader states;
    private final CurrentEntities entities;

    public SubjectController(EventLog log, StateReader states, CurrentEntities entities) {
        this.log = log;
        this.states = states;
        this.entities = entities;
    }

    @GetMapping
    @Operation(
            summary = "Read a subject",
            description = "As it is, or as it was at a time, a position or a version; name one of them at most.")
    StateReply state(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @Parameter(description = AS_OF_TIME) @RequestParam(required = false) @Nullable Instant asOf,
            @Parameter(description = AS_OF_POSITION) @RequestParam(required = false) @Nullable Long position,
            @Parameter(description = AS_OF_VERSION) @RequestParam(required = false) @Nullable Long version) {
        Ids.check("subjectId", id);
        entities.needVisible(call, id);
        State state = states.state(call.workspaceId(), id, PointInHistory.of(asOf, position, version));
        if (!state.exists()) {
            throw Problem.of(
                            ProblemType.NOT_FOUND,
                            "subject " + id + " has no events in " + call.workspaceId() + " up to there")
                    .with("subjectId", id)
                    .exception();
        }
        return StateReply.of(state);
    }

    @GetMapping("/history")
    @Operation(
            summary = "Read a subject's events",
            description = "All of them, those up to a point in history, or those between two times. Pass `next` as"
                    + " `cursor` for the page after.")
    Page history(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @Parameter(description = "Latest timestamp, included; the same as asOf")
                    @RequestParam(required = false)
                    @Nullable
                    Instant before,
            @Parameter(description = "Timestamp after which to begin, itself excluded")
                    @RequestParam(required = false)
                    @Nullable
                    Instant after,
            @Parameter(description = AS_OF_TIME) @RequestParam(required = false) @Nullable Instant asOf,
            @Parameter(description = AS_OF_POSITION) @RequestParam(required = false) @Nullable Long position,
            @Parameter(description = AS_OF_VERSION) @RequestParam(required = false) @Nullable Long version,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable Long cursor,
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
        Ids.check("subjectId", id);
        entities.needVisible(call, id);
        if (before != null && asOf != null) {
            throw new InvalidInputException("before", "means the same as asOf; send one of them");
        }
        AsOf until = PointInHistory.of(before == null ? asOf : before, position, version);
        PageRequest page = page(cursor, limit, order);
        return after == null
                ? log.history(call.workspaceId(), id, until, page)
                : between(call.workspaceId(), id, after, until, page);
    }

    private Page between(String workspaceId, String subjectId, Instant after, AsOf until, PageRequest page) {
        Instant latest = switch (until) {
            case AsOf.Latest() -> null;
            case AsOf.Time(Instant time) -> time;
            case AsOf.Position _, AsOf.Version _ ->
                throw new InvalidInputException(
                        "after", "is a time and goes with before, not with a position or version");
        };
        if (!after.isBefore(latest == null ? Timestamps.LATEST : latest)) {
            throw new InvalidInputException("after", "must lie before the end of the time asked for");
        }
        Instant earliest = after.plus(1, ChronoUnit.MICROS);
        return log.query(workspaceId, EventQuery.all().subject(subjectId).between(earliest, latest), page);
    }

    private static PageRequest page(@Nullable Long cursor, int limit, Direction order) {
        try {
            return new PageRequest(cursor, limit, order);
        } catch (InvalidInputException e) {
            // The page's key is called after where events are asked for by position.
            throw e.field().equals("after") ? new InvalidInputException("cursor", String.valueOf(e.getMessage())) : e;
        }
    }
}
