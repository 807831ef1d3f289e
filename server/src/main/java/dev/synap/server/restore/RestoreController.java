package dev.synap.server.restore;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.server.security.Caller;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceGate;
import dev.synap.store.access.Scope;
import dev.synap.store.access.Users;
import dev.synap.store.restore.LogRestore;
import dev.synap.store.restore.Restored;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes exported logs back in. */
@RestController
@RequestMapping(path = "/api/v1/restore", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Restore")
public final class RestoreController {

    private static final String NDJSON = "application/x-ndjson";

    @Schema(name = "RestoreResult")
    record RestoreReply(List<Restored> workspaces) {}

    private final LogRestore restore;
    private final Users users;
    private final WorkspaceGate gate;

    public RestoreController(LogRestore restore, Users users, WorkspaceGate gate) {
        this.restore = restore;
        this.users = users;
        this.gate = gate;
    }

    @PostMapping(consumes = NDJSON)
    @Operation(
            summary = "Restore exported logs",
            description =
                    "Server admins with a key for imports only. Takes the events of one workspace after the other,"
                            + " one a line, as they were exported, with their positions, times and hashes: all of them or none."
                            + " Events that are there already are compared, so restoring twice changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = Event.class))))
    RestoreReply restore(
            @Needs(Scope.IMPORT) Caller caller,
            @Parameter(description = "Who owns the workspaces that do not exist yet; the caller, if left out")
                    @RequestParam(required = false)
                    @Nullable
                    String owner,
            HttpServletRequest request)
            throws IOException {
        caller.need(Scope.ADMIN);
        caller.needServerAdmin("restoring logs");
        String ownerId = owner == null ? caller.userId() : Ids.check("owner", owner);
        if (users.find(ownerId).isEmpty()) {
            throw new InvalidInputException("owner", "is no user: " + ownerId);
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(request.getInputStream(), StandardCharsets.UTF_8))) {
            List<Restored> restored = restore.restore(new ExportedEvents(lines), ownerId);
            restored.forEach(each -> gate.forget(each.workspaceId()));
            return new RestoreReply(restored);
        }
    }
}
