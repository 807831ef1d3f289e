package dev.synap.server.access;

import dev.synap.core.access.Role;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.PageRequest;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.Needs;
import dev.synap.server.security.OpenToGuests;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.security.WorkspaceGate;
import dev.synap.store.access.Scope;
import dev.synap.store.access.Workspace;
import dev.synap.store.access.Workspaces;
import dev.synap.store.projection.Memberships;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes and shows workspaces. Each belongs to the person who made it. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Access")
public final class WorkspaceController {

    /** A workspace to make. */
    @Schema(name = "NewWorkspace")
    record NewWorkspace(
            @Schema(description = "Left out, the server makes one", example = "garden") @Nullable
            String workspaceId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Garden") @Nullable
            String name) {}

    @Schema(name = "Workspaces")
    record WorkspaceList(List<Workspace> workspaces) {}

    @Schema(name = "WorkspaceDetails")
    record Details(
            String workspaceId,
            String name,
            String ownerId,
            Instant createdAt,

            @Schema(
                    description = "What you are here",
                    allowableValues = {"owner", "admin", "editor", "commenter", "viewer", "guest"})
            String role,

            @Schema(description = "Where its log ends; 0 while it is empty")
            long position) {}

    private final Workspaces workspaces;
    private final Memberships memberships;
    private final WorkspaceGate gate;
    private final EventLog log;
    private final Ids ids;

    public WorkspaceController(
            Workspaces workspaces, Memberships memberships, WorkspaceGate gate, EventLog log, Ids ids) {
        this.workspaces = workspaces;
        this.memberships = memberships;
        this.gate = gate;
        this.log = log;
        this.ids = ids;
    }

    @PostMapping("/workspaces")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a workspace", description = "It is yours, and its log is empty.")
    Workspace create(@Needs(Scope.ADMIN) Caller caller, @RequestBody NewWorkspace body) {
        caller.needPerson("making workspaces");
        if (body.name() == null) {
            throw new InvalidInputException("name", "is required");
        }
        String id = body.workspaceId() == null ? ids.next("ws") : Ids.check("workspaceId", body.workspaceId());
        Workspace made = workspaces
                .create(id, body.name(), caller.userId())
                .orElseThrow(() -> Problem.of(
                                ProblemType.ALREADY_EXISTS, "the workspace id " + id + " is taken; choose another one")
                        .with("field", "workspaceId")
                        .exception());
        gate.forget(id);
        return made;
    }

    @GetMapping("/workspaces")
    @Operation(
            summary = "List your workspaces",
            description = "Those that you own, are a member of, or have something shared with you in.")
    WorkspaceList list(
            @Needs(Scope.READ) Caller caller,
            @Parameter(description = "Begin behind this id") @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "" + PageRequest.MAX_LIMIT) int limit) {
        ListRequest request = ListRequest.of(after, limit);
        List<String> ids = memberships.workspacesOf(caller.userId(), request.after(), request.limit());
        return new WorkspaceList(workspaces.all(ids));
    }

    @GetMapping("/workspaces/{w}")
    @Operation(summary = "Read a workspace")
    Details get(@Needs(Scope.READ) @OpenToGuests WorkspaceCall call) {
        Role role = call.admission().role();
        Workspace workspace = call.workspace();
        return new Details(
                workspace.workspaceId(),
                workspace.name(),
                workspace.ownerId(),
                workspace.createdAt(),
                role == null ? "guest" : role.text(),
                log.position(workspace.workspaceId()));
    }
}
