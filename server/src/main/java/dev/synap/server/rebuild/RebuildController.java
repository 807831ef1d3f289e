package dev.synap.server.rebuild;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.json.Json;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.Needs;
import dev.synap.store.access.Scope;
import dev.synap.store.rebuild.Rebuild;
import dev.synap.store.rebuild.Rebuilds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Makes projections anew from the log, and shows how far that is. It concerns every workspace of the server. */
@RestController
@RequestMapping(path = "/api/v1/rebuilds", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Rebuilds")
public final class RebuildController {

    static final String WHAT = "rebuilding projections";
    private static final String NDJSON = "application/x-ndjson";
    private static final int SHOWN = 20;
    private static final Duration BETWEEN_LINES = Duration.ofMillis(250);

    @Schema(name = "NewRebuild")
    record NewRebuild(
            @Schema(
                    description = "`all`, `snapshots`, or a table such as `notes`",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "all")
            @Nullable
            String name) {}

    @Schema(name = "Rebuilds")
    record RebuildList(
            List<RebuildReply> items,

            @Schema(description = "Tables that are made from the log and are missing: rebuild `all`")
            List<String> missingTables) {}

    private final Rebuilds rebuilds;
    private final JsonMapper json = Json.mapper();

    public RebuildController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Rebuild projections",
            description = "Server admins only. Makes tables anew from the log of every workspace, beside those that are"
                    + " read meanwhile, and puts them in their place at once. There is one rebuild at a time: asked for"
                    + " again, the one that runs is answered.")
    RebuildReply start(@Needs(Scope.ADMIN) Caller caller, @RequestBody NewRebuild body) {
        caller.needServerAdmin(WHAT);
        if (body.name() == null) {
            throw new InvalidInputException("name", "is required");
        }
        return RebuildReply.of(rebuilds.request(body.name(), caller.userId()));
    }

    @GetMapping
    @Operation(summary = "List rebuilds", description = "Server admins only. The youngest " + SHOWN + " first.")
    RebuildList list(@Needs(Scope.ADMIN) Caller caller) {
        caller.needServerAdmin(WHAT);
        return new RebuildList(
                rebuilds.list(SHOWN).stream().map(RebuildReply::of).toList(), rebuilds.missingTables());
    }

    @GetMapping("/{id}")
    @Operation(summary = "See how far a rebuild is", description = "Server admins only.")
    RebuildReply get(@Needs(Scope.ADMIN) Caller caller, @PathVariable String id) {
        caller.needServerAdmin(WHAT);
        return RebuildReply.of(find(id));
    }

    @GetMapping(path = "/{id}/progress", produces = NDJSON)
    @Operation(
            summary = "Follow a rebuild",
            description = "Server admins only. A line of JSON for each time that something has changed, up to the end.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = RebuildReply.class)))
    void follow(@Needs(Scope.ADMIN) Caller caller, @PathVariable String id, HttpServletResponse response)
            throws IOException, InterruptedException {
        caller.needServerAdmin(WHAT);
        Rebuild rebuild = find(id);
        response.setContentType(NDJSON);
        response.setHeader("X-Accel-Buffering", "no");
        OutputStream out = response.getOutputStream();
        String last = "";
        while (true) {
            String seen = rebuild.step() + rebuild.eventsDone() + rebuild.status();
            if (!seen.equals(last)) {
                out.write((json.writeValueAsString(RebuildReply.of(rebuild)) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                last = seen;
            }
            if (rebuild.status() != Rebuild.Status.RUNNING) {
                return;
            }
            Thread.sleep(BETWEEN_LINES);
            rebuild = find(id);
        }
    }

    private Rebuild find(String id) {
        Ids.check("id", id);
        return rebuilds.find(id)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no rebuild " + id)
                        .with("id", id)
                        .exception());
    }
}
