package dev.synap.server.subject;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.fold.State;
import dev.synap.core.history.Blame;
import dev.synap.core.history.Diff;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says what became of a subject: what differs between two points, who did what, where each line comes from. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/subjects/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Subjects")
public final class PastController {

    private static final String POINT =
            "A version such as 3, a position such as position:12, a time, or now. Left out: ";

    private final EventLog log;
    private final StateReader states;
    private final Timelines timelines;
    private final CurrentEntities entities;

    public PastController(EventLog log, StateReader states, Timelines timelines, CurrentEntities entities) {
        this.log = log;
        this.states = states;
        this.timelines = timelines;
        this.entities = entities;
    }

    @GetMapping("/diff")
    @Operation(
            summary = "Compare two points in a subject's history",
            description = "By field, and text by words. The points may stand in either order.")
    DiffReply diff(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @Parameter(description = POINT + "before the first event", example = "1")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = POINT + "now", example = "now") @RequestParam(required = false) @Nullable
                    String to) {
        Ids.check("subjectId", id);
        entities.needVisible(call, id);
        State one = state(call, id, from == null ? AsOf.version(0) : PointInHistory.read("from", from));
        State other = state(call, id, to == null ? AsOf.latest() : PointInHistory.read("to", to));
        if (!one.exists() && !other.exists()) {
            throw missing(call, id);
        }
        return DiffReply.of(Diff.between(one, other));
    }

    @GetMapping("/timeline")
    @Operation(
            summary = "Tell a subject's history",
            description = "A change each, newest first: who, when, through what, and in words what. Requests,"
                    + " decisions and comments stand under the change that they belong to. Pass `next` as `after` for"
                    + " older ones.")
    TimelineReply timeline(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable Long after,
            @Parameter(description = "About how many events to tell, 1 to 1000")
                    @RequestParam(defaultValue = "" + PageRequest.DEFAULT_LIMIT)
                    int limit) {
        Ids.check("subjectId", id);
        entities.needVisible(call, id);
        TimelineReply page = timelines.page(call.workspaceId(), id, after, limit);
        if (page.entries().isEmpty() && after == null) {
            throw missing(call, id);
        }
        return page;
    }

    @GetMapping("/blame")
    @Operation(
            summary = "Say where each line comes from",
            description = "For every line of a text, the change and the person that put it there. The whole history"
                    + " up to the point is read.")
    BlameReply blame(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @Parameter(description = "A field's name, or a JSON Pointer to one within", example = "content")
                    @RequestParam(defaultValue = "content")
                    String field,
            @Parameter(description = POINT + "now") @RequestParam(required = false) @Nullable String asOf) {
        Ids.check("subjectId", id);
        entities.needVisible(call, id);
        AsOf point = asOf == null ? AsOf.latest() : PointInHistory.read("asOf", asOf);
        if (!state(call, id, point).exists()) {
            throw missing(call, id);
        }
        String path = pointer(field);
        return BlameReply.of(id, path, Blame.of(path, new PastEvents(log, call.workspaceId(), id, point)));
    }

    private State state(WorkspaceCall call, String id, AsOf point) {
        return states.state(call.workspaceId(), id, point);
    }

    private static String pointer(String field) {
        if (!field.startsWith("/")) {
            return "/" + field.replace("~", "~0").replace("/", "~1");
        }
        if (field.length() == 1) {
            throw new InvalidInputException("field", "must name a field, such as content or /author/name");
        }
        return field;
    }

    private static RuntimeException missing(WorkspaceCall call, String id) {
        return Problem.of(
                        ProblemType.NOT_FOUND,
                        "subject " + id + " has no events in " + call.workspaceId() + " up to there")
                .with("subjectId", id)
                .exception();
    }
}
