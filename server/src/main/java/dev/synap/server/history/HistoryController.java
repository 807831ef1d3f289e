package dev.synap.server.history;

import dev.synap.server.docs.Shaped;
import dev.synap.server.docs.UndoSchemas;
import dev.synap.server.entity.RequestDraft;
import dev.synap.server.entity.Requests;
import dev.synap.server.security.Needs;
import dev.synap.server.security.OpenToGuests;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.CurrentEntities;
import dev.synap.server.worker.UndoPreviews;
import dev.synap.store.access.Scope;
import dev.synap.store.state.StateReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes back what was done to a subject: each a request in the log, decided like any other. A body that says
 * {@code preview: true} is answered with what the request would come to, and nothing is written.
 */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/history", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Undo")
public final class HistoryController {

    private static final List<String> UNDO = List.of("count", "by", "changes", "policy");
    private static final List<String> UNDO_TO = List.of("to");
    private static final List<String> REDO = List.of("count", "by", "policy");
    private static final List<String> RESTORE = List.of("version", "to");

    private final Requests requests;
    private final CurrentEntities entities;
    private final UndoPreviews previews;
    private final PastVersions versions;
    private final Clock clock;

    public HistoryController(
            Requests requests, CurrentEntities entities, UndoPreviews previews, StateReader states, Clock clock) {
        this.requests = requests;
        this.entities = entities;
        this.previews = previews;
        this.versions = new PastVersions(states);
        this.clock = clock;
    }

    @PostMapping("/undo")
    @Operation(
            summary = "Undo changes, or see what that would do",
            description =
                    "The newest ones, or those that are named. A change is all that shares a correlation id, on"
                            + " every subject that it touched. What somebody wrote later stays, unless the policy says otherwise.")
    @AnswersPreviews
    ResponseEntity<?> undo(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(UndoSchemas.Undo.class) ObjectNode body,
            HttpServletRequest http) {
        return answer("undo", UNDO, call, wait, body, http);
    }

    @PostMapping("/undo-to")
    @Operation(
            summary = "Undo all that came after an event, or see what that would do",
            description = "The subject is again what it was just after that event, others' later edits undone too.")
    @AnswersPreviews
    ResponseEntity<?> undoTo(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(UndoSchemas.UndoTo.class) ObjectNode body,
            HttpServletRequest http) {
        return answer("undo_to", UNDO_TO, call, wait, body, http);
    }

    @PostMapping("/redo")
    @Operation(
            summary = "Redo what was undone, or see what that would do",
            description = "Takes the newest undos back.")
    @AnswersPreviews
    ResponseEntity<?> redo(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(UndoSchemas.Redo.class) ObjectNode body,
            HttpServletRequest http) {
        return answer("redo", REDO, call, wait, body, http);
    }

    @PostMapping("/restore")
    @Operation(
            summary = "Bring a subject back, or see what that would do",
            description = "As it was when it was deleted, or, as a change like any other, as it was at a version or"
                    + " just after an event.")
    @AnswersPreviews
    ResponseEntity<?> restore(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(UndoSchemas.RestoreTo.class) ObjectNode body,
            HttpServletRequest http) {
        return answer("restore", RESTORE, call, wait, body, http);
    }

    private ResponseEntity<?> answer(
            String verb,
            List<String> fields,
            WorkspaceCall call,
            @Nullable String wait,
            ObjectNode body,
            HttpServletRequest http) {
        boolean preview = HistoryBodies.takePreview(body);
        if (!preview) {
            call.caller().need(Scope.WRITE);
        }
        String id = HistoryBodies.takeSubject(body);
        String type = entities.type(call, id);
        if (verb.equals("restore")) {
            versions.resolve(call.workspaceId(), id, body);
        }
        RequestDraft draft = HistoryBodies.request(verb, fields, body, id, type);
        return preview
                ? ResponseEntity.ok(PreviewReply.of(previews.preview(
                        call.workspaceId(), verb, id, call.caller().user().actor(), draft.data(), clock.instant())))
                : requests.send(call, draft, wait, HttpStatus.OK, http);
    }
}
