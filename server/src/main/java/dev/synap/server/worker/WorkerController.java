package dev.synap.server.worker;

import dev.synap.core.access.Role;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.PageRequest;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import dev.synap.store.dispatch.DispatchEntry;
import dev.synap.store.dispatch.DispatchView;
import dev.synap.store.feed.Feed;
import dev.synap.store.feed.Parked;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the workers have done and not done, and lets operators help on what they cannot. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Workers")
public final class WorkerController {

    private static final Set<String> STATUSES = Set.of("pending", "done", "parked");

    @Schema(name = "Workers")
    record WorkerList(List<WorkerReply> workers) {}

    @Schema(name = "ParkedList")
    record ParkedList(List<ParkedReply> items) {}

    @Schema(name = "Dispatch")
    record DispatchList(
            List<DispatchEntry> items,

            @Schema(description = "What to pass as `before` for the next page; null when this is the last one")
            @Nullable
            Long next) {}

    private final Feed feed;
    private final Parked parked;
    private final DispatchView dispatch;
    private final EventLog log;

    public WorkerController(Feed feed, Parked parked, DispatchView dispatch, EventLog log) {
        this.feed = feed;
        this.parked = parked;
        this.dispatch = dispatch;
        this.log = log;
    }

    @GetMapping("/workers")
    @Operation(summary = "See how far the workers are")
    WorkerList workers(@Needs(Scope.READ) WorkspaceCall call) {
        long end = log.position(call.workspaceId());
        return new WorkerList(feed.subscribers().stream()
                .map(name -> {
                    long position = feed.position(name, call.workspaceId());
                    return new WorkerReply(name, position, Math.max(0, end - position));
                })
                .toList());
    }

    @GetMapping("/dispatch")
    @Operation(
            summary = "See what became of requests",
            description = "The youngest first: what is pending, done or parked.")
    DispatchList dispatch(
            @Needs(Scope.READ) WorkspaceCall call,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"pending", "done", "parked"}))
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable Long before,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "" + PageRequest.DEFAULT_LIMIT)
                    int limit) {
        if (status != null && !STATUSES.contains(status)) {
            throw new InvalidInputException("status", "must be pending, done or parked");
        }
        List<DispatchEntry> entries = dispatch.list(call.workspaceId(), status, before, limit(limit));
        return new DispatchList(
                entries, entries.size() < limit ? null : entries.getLast().position());
    }

    @GetMapping("/workers/parked")
    @Operation(summary = "List what the workers could not handle", description = "For admins: with the errors.")
    ParkedList parked(
            @Needs(Scope.READ) WorkspaceCall call,
            @Parameter(description = "Begin behind this id") @RequestParam(required = false) @Nullable String after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "" + PageRequest.DEFAULT_LIMIT)
                    int limit) {
        call.needRole(Role.ADMIN, "looking at what is parked");
        Parked.Entry behind = after == null
                ? null
                : parked.find(call.workspaceId(), Ids.check("after", after))
                        .orElseThrow(() -> new InvalidInputException("after", "is the id of nothing that is parked"));
        return new ParkedList(parked.list(call.workspaceId(), behind, limit(limit)).stream()
                .map(ParkedReply::of)
                .toList());
    }

    @PostMapping("/workers/parked/{id}/retry")
    @Operation(summary = "Have something parked tried again", description = "For admins. It is told in the log.")
    ParkedReply retry(@Needs(Scope.WRITE) WorkspaceCall call, @PathVariable String id) {
        needOperator(call, id);
        return parked.retry(call.workspaceId(), id, call.caller().userId())
                .map(ParkedReply::of)
                .orElseThrow(() -> missing(id).exception());
    }

    @PostMapping("/workers/parked/{id}/skip")
    @Operation(
            summary = "Leave something parked out for good",
            description = "For admins. It is told in the log; what waits behind it goes on.")
    ParkedReply skip(@Needs(Scope.WRITE) WorkspaceCall call, @PathVariable String id) {
        needOperator(call, id);
        return parked.skip(call.workspaceId(), id, call.caller().userId())
                .map(ParkedReply::of)
                .orElseThrow(() -> missing(id).exception());
    }

    private static void needOperator(WorkspaceCall call, String id) {
        call.caller().needPerson("helping workers on");
        call.needRole(Role.ADMIN, "helping workers on");
        Ids.check("id", id);
    }

    private static Problem missing(String id) {
        return Problem.of(
                        ProblemType.NOT_FOUND, "nothing is parked as " + id + ", or it waits behind something that is")
                .with("id", id);
    }

    private static int limit(int limit) {
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be 1 to " + PageRequest.MAX_LIMIT + ", but is " + limit);
        }
        return limit;
    }
}
