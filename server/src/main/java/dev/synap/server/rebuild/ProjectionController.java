package dev.synap.server.rebuild;

import dev.synap.core.log.EventLog;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import dev.synap.store.feed.Feed;
import dev.synap.store.projection.Projections;
import dev.synap.store.rebuild.Rebuilds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Projections, seen from a workspace. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/projections", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Rebuilds")
public final class ProjectionController {

    @Schema(name = "Projections")
    record ProjectionList(
            @Schema(description = "What can be rebuilt by itself; `all` stands for all of it")
            List<String> names,

            @Schema(description = "Up to where the workspace's log is projected")
            long position,

            @Schema(description = "How many events that is behind the log's end")
            long behind) {}

    private final Rebuilds rebuilds;
    private final Feed feed;
    private final EventLog log;

    public ProjectionController(Rebuilds rebuilds, Feed feed, EventLog log) {
        this.rebuilds = rebuilds;
        this.feed = feed;
        this.log = log;
    }

    @GetMapping
    @Operation(summary = "See what is projected, and how far")
    ProjectionList list(@Needs(Scope.READ) WorkspaceCall call) {
        long end = log.position(call.workspaceId());
        long position = feed.position(Projections.NAME, call.workspaceId());
        return new ProjectionList(Rebuilds.names(), position, Math.max(0, end - position));
    }

    @PostMapping("/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Rebuild a projection",
            description = "The same as POST /api/v1/rebuilds: server admins only, and for every workspace, whose rows"
                    + " share tables.")
    RebuildReply rebuild(
            @Needs(Scope.ADMIN) WorkspaceCall call,
            @Parameter(description = "A table, `snapshots`, or `all`", example = "notes") @PathVariable String name) {
        call.caller().needServerAdmin(RebuildController.WHAT);
        return RebuildReply.of(rebuilds.request(name, call.caller().userId()));
    }
}
