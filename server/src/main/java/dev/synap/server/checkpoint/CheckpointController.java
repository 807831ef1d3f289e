package dev.synap.server.checkpoint;

import dev.synap.core.access.Role;
import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.core.log.SignedCheckpoint;
import dev.synap.core.log.VerifyKey;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signs where logs stand, and hands out what was signed. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Checkpoints")
public final class CheckpointController {

    @Schema(name = "Checkpoints")
    record CheckpointList(List<SignedCheckpoint> items) {}

    @Schema(name = "SigningKey")
    record KeyReply(
            @Schema(example = "Ed25519") String algorithm,

            @Schema(description = "X.509, in Base64") String publicKey) {}

    private static final String WHAT = "signing checkpoints";

    private final EventLog log;
    private final CheckpointFile file;
    private final Clock clock;

    public CheckpointController(EventLog log, CheckpointFile file, Clock clock) {
        this.log = log;
        this.file = file;
        this.clock = clock;
    }

    @GetMapping("/signing-key")
    @Operation(
            summary = "Get the key that checkpoints are checked with",
            description = "Keep it beside the checkpoints: a server whose database was rewritten may have another one.")
    KeyReply key(@Needs(Scope.READ) Caller caller) {
        return new KeyReply(SignedCheckpoint.ALGORITHM, VerifyKey.write(file.publicKey()));
    }

    @PostMapping("/workspaces/{w}/checkpoints")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Sign where the log stands",
            description = "For admins. The checkpoint names the last event by position and hash; publish it where it"
                    + " cannot be taken back.")
    SignedCheckpoint sign(@Needs(Scope.WRITE) WorkspaceCall call) {
        call.caller().needPerson(WHAT);
        call.needRole(Role.ADMIN, WHAT);
        List<Event> last = log.query(call.workspaceId(), EventQuery.all(), PageRequest.last(1))
                .events();
        if (last.isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND, "the log is empty: there is nothing to sign yet")
                    .exception();
        }
        Event event = last.getFirst();
        SignedCheckpoint checkpoint = SignedCheckpoint.sign(
                call.workspaceId(),
                event.position(),
                event.hash(),
                clock.instant(),
                file.key().privateKey());
        file.add(checkpoint);
        return checkpoint;
    }

    @GetMapping("/workspaces/{w}/checkpoints")
    @Operation(summary = "List what was signed", description = "The oldest first.")
    CheckpointList list(@Needs(Scope.READ) WorkspaceCall call) {
        return new CheckpointList(file.of(call.workspaceId()));
    }
}
