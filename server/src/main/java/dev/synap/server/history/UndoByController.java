package dev.synap.server.history;

import dev.synap.core.access.Role;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.json.Json;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.core.write.DerivedIds;
import dev.synap.core.write.UndoBySurvey;
import dev.synap.core.write.UndoByWish;
import dev.synap.server.checkpoint.CheckpointFile;
import dev.synap.server.docs.Shaped;
import dev.synap.server.docs.UndoSchemas;
import dev.synap.server.entity.RequestDraft;
import dev.synap.server.entity.RequestReply;
import dev.synap.server.entity.Requests;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.worker.UndoPreviews;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes back what a user did, for admins who have looked at the preview of it. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/history/undo-by", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Undo")
public final class UndoByController {

    private static final List<String> FIELDS = List.of("userId", "from", "to", "subjects", "policy");
    private static final String NEEDED = "taking back what a user did";

    private final Requests requests;
    private final UndoPreviews previews;
    private final PreviewTokens tokens;
    private final EventLog log;
    private final Clock clock;

    public UndoByController(Requests requests, UndoPreviews previews, CheckpointFile keys, EventLog log, Clock clock) {
        this.requests = requests;
        this.previews = previews;
        this.tokens = new PreviewTokens(keys, clock);
        this.log = log;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            summary = "Take back what a user did, or see what that would do",
            description = "First with `preview`, whose answer holds a token; then the same with that token. What others"
                    + " wrote later stays, and so does what they depend on. It is done slice by slice, as one change.")
    @ApiResponse(
            responseCode = "200",
            description = "What it would come to",
            content = @Content(schema = @Schema(implementation = UndoByReply.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Stored; the request's own address tells how far it has come",
            content = @Content(schema = @Schema(implementation = RequestReply.class)))
    ResponseEntity<?> undoBy(
            @Needs(Scope.READ) WorkspaceCall call,
            @RequestBody @Shaped(UndoSchemas.UndoBy.class) ObjectNode body,
            HttpServletRequest http) {
        needAdmin(call);
        boolean preview = HistoryBodies.takePreview(body);
        String token = takeToken(body);
        String caller = call.caller().userId();
        ObjectNode data = Json.newObject();
        FIELDS.forEach(name -> {
            JsonNode value = body.remove(name);
            if (value != null) {
                data.set(name, value);
            }
        });
        UndoByWish wish = UndoByWish.parse(data);
        if (preview) {
            HistoryBodies.refuseOthers(body);
            UndoBySurvey survey = previews.survey(
                            call.workspaceId(), wish, call.caller().user().actor(), clock.instant())
                    .orElseThrow(UndoByController::notPermitted);
            String issued =
                    tokens.issue(call.workspaceId(), caller, survey.wish().seen(survey.digest()));
            return ResponseEntity.ok(UndoByReply.of(survey, issued));
        }
        call.caller().need(Scope.WRITE);
        if (token.isEmpty()) {
            throw new InvalidInputException("token", "is required: send preview: true first, and the token it gives");
        }
        UndoByWish seen = tokens.redeem(token, call.workspaceId(), caller, wish);
        RequestDraft draft = HistoryBodies.request(
                UndoByWish.VERB,
                seen.data(),
                body,
                UndoByWish.subjectId(seen.authorship().userId()),
                UndoByWish.SUBJECT_TYPE);
        return requests.send(call, draft, null, HttpStatus.OK, http);
    }

    @GetMapping("/{id}")
    @Operation(summary = "How far taking back what a user did has come", description = "By the id of the request.")
    UndoByProgress progress(@Needs(Scope.READ) WorkspaceCall call, @PathVariable String id) {
        needAdmin(call);
        Ids.check("id", id);
        String w = call.workspaceId();
        Event request = log.get(w, id)
                .filter(event -> event.type().equals("history." + UndoByWish.VERB + ".requested"))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no undo of a user " + id + " in " + w)
                        .exception());
        return end(w, id, "validated").or(() -> end(w, id, "rejected")).orElseGet(() -> running(w, request));
    }

    private Optional<UndoByProgress> end(String workspaceId, String requestId, String status) {
        return log.get(workspaceId, DerivedIds.event(requestId, status))
                .map(event -> UndoByProgress.of(requestId, status, event.data().toNode()));
    }

    private UndoByProgress running(String workspaceId, Event request) {
        EventQuery slices = EventQuery.all()
                .type("history.undo_by_slice.requested")
                .correlation(request.correlationId() == null ? request.id() : request.correlationId());
        return log.query(workspaceId, slices, PageRequest.last(1)).events().stream()
                .findFirst()
                .map(slice ->
                        UndoByProgress.of(request.id(), "running", slice.data().toNode()))
                .orElseGet(() -> UndoByProgress.of(request.id(), "requested", Json.newObject()));
    }

    private static void needAdmin(WorkspaceCall call) {
        call.needRole(Role.ADMIN, NEEDED);
        if (call.caller().user().isAgent()) {
            throw notPermitted();
        }
    }

    private static RuntimeException notPermitted() {
        return Problem.of(ProblemType.NOT_PERMITTED, NEEDED + " is for admins who are persons, never for agents")
                .with("rule", "undo.by")
                .exception();
    }

    private static String takeToken(ObjectNode body) {
        JsonNode token = body.remove("token");
        if (token != null && !token.isString()) {
            throw new InvalidInputException("token", "must be a string");
        }
        return token == null ? "" : token.stringValue();
    }
}
