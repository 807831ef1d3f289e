package dev.synap.server.history;

import dev.synap.server.docs.Shaped;
import dev.synap.server.docs.UndoSchemas;
import dev.synap.server.entity.RequestDraft;
import dev.synap.server.entity.RequestReply;
import dev.synap.server.entity.Requests;
import dev.synap.server.security.Needs;
import dev.synap.server.security.OpenToGuests;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.CurrentEntities;
import dev.synap.server.worker.UndoPreviews;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Takes back what was done to a subject: each a request in the log, decided like any other. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/subjects/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Undo")
public final class HistoryController {

    private static final List<String> UNDO = List.of("count", "by", "changes", "policy");
    private static final List<String> UNDO_TO = List.of("to");
    private static final List<String> REDO = List.of("count", "by", "policy");
    private static final List<String> RESTORE = List.of("version", "to");

    private final Requests requests;
    private final CurrentEntities entities;
    private final UndoPreviews previews;
    private final Clock clock;

    public HistoryController(Requests requests, CurrentEntities entities, UndoPreviews previews, Clock clock) {
        this.requests = requests;
        this.entities = entities;
        this.previews = previews;
        this.clock = clock;
    }

    @PostMapping("/undo")
    @Operation(
            summary = "Undo changes",
            description =
                    "The newest ones, or those that are named. A change is all that shares a correlation id, on"
                            + " every subject that it touched. What somebody wrote later stays, unless the policy says otherwise.")
    ResponseEntity<RequestReply> undo(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(UndoSchemas.Undo.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        return requests.send(call, draft("undo", UNDO, call, id, body), wait, HttpStatus.OK, http);
    }

    @PostMapping("/undo/preview")
    @Operation(summary = "See what an undo would do")
    PreviewReply previewUndo(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestBody(required = false) @Shaped(UndoSchemas.Undo.class) @Nullable ObjectNode body) {
        return preview("undo", UNDO, call, id, body);
    }

    @PostMapping("/undo-to")
    @Operation(
            summary = "Undo all that came after an event",
            description = "The subject is again what it was just after that event, others' later edits undone too.")
    ResponseEntity<RequestReply> undoTo(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(UndoSchemas.UndoTo.class) ObjectNode body,
            HttpServletRequest http) {
        return requests.send(call, draft("undo_to", UNDO_TO, call, id, body), wait, HttpStatus.OK, http);
    }

    @PostMapping("/undo-to/preview")
    @Operation(summary = "See what an undo to an event would do")
    PreviewReply previewUndoTo(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestBody @Shaped(UndoSchemas.UndoTo.class) ObjectNode body) {
        return preview("undo_to", UNDO_TO, call, id, body);
    }

    @PostMapping("/redo")
    @Operation(summary = "Redo what was undone", description = "Takes the newest undos back.")
    ResponseEntity<RequestReply> redo(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(UndoSchemas.Redo.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        return requests.send(call, draft("redo", REDO, call, id, body), wait, HttpStatus.OK, http);
    }

    @PostMapping("/redo/preview")
    @Operation(summary = "See what a redo would do")
    PreviewReply previewRedo(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestBody(required = false) @Shaped(UndoSchemas.Redo.class) @Nullable ObjectNode body) {
        return preview("redo", REDO, call, id, body);
    }

    @PostMapping("/restore")
    @Operation(
            summary = "Bring a subject back",
            description = "As it was when it was deleted, or, as a change like any other, as it was at a version or"
                    + " just after an event.")
    ResponseEntity<RequestReply> restore(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(UndoSchemas.RestoreTo.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        return requests.send(call, draft("restore", RESTORE, call, id, body), wait, HttpStatus.OK, http);
    }

    @PostMapping("/restore/preview")
    @Operation(summary = "See what a restore would do")
    PreviewReply previewRestore(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestBody(required = false) @Shaped(UndoSchemas.RestoreTo.class) @Nullable ObjectNode body) {
        return preview("restore", RESTORE, call, id, body);
    }

    private RequestDraft draft(
            String verb, List<String> fields, WorkspaceCall call, String id, @Nullable ObjectNode body) {
        return HistoryBodies.request(verb, fields, body, id, entities.type(call, id));
    }

    private PreviewReply preview(
            String verb, List<String> fields, WorkspaceCall call, String id, @Nullable ObjectNode body) {
        ObjectNode data = draft(verb, fields, call, id, body).data();
        return PreviewReply.of(previews.preview(
                call.workspaceId(), verb, id, call.caller().user().actor(), data, clock.instant()));
    }
}
