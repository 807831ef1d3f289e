package dev.synap.server.entity;

import dev.synap.core.access.EntityTypes;
import dev.synap.server.docs.EntitySchemas;
import dev.synap.server.docs.Shaped;
import dev.synap.server.security.Needs;
import dev.synap.server.security.OpenToGuests;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.CurrentEntities;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
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

/** Makes entities of the types that have a path of their own, and does what only some types know. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Entities")
public final class TypedEntityController {

    private final Requests requests;
    private final CurrentEntities entities;

    public TypedEntityController(Requests requests, CurrentEntities entities) {
        this.requests = requests;
        this.entities = entities;
    }

    @PostMapping("/notes")
    @Operation(summary = "Make a note")
    ResponseEntity<RequestReply> note(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.NewOfType.class) ObjectNode body,
            HttpServletRequest http) {
        return create(EntityTypes.NOTE, call, wait, body, http);
    }

    @PostMapping("/tasks")
    @Operation(summary = "Make a task")
    ResponseEntity<RequestReply> task(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.NewOfType.class) ObjectNode body,
            HttpServletRequest http) {
        return create(EntityTypes.TASK, call, wait, body, http);
    }

    @PostMapping("/projects")
    @Operation(summary = "Make a project")
    ResponseEntity<RequestReply> project(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.NewOfType.class) ObjectNode body,
            HttpServletRequest http) {
        return create(EntityTypes.PROJECT, call, wait, body, http);
    }

    @PostMapping("/relations")
    @Operation(summary = "Relate two entities")
    ResponseEntity<RequestReply> relation(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Relation.class) ObjectNode body,
            HttpServletRequest http) {
        return create(EntityTypes.RELATION, call, wait, body, http);
    }

    @PostMapping("/comments")
    @Operation(summary = "Comment on an entity that the body names")
    ResponseEntity<RequestReply> comment(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.CommentOn.class) ObjectNode body,
            HttpServletRequest http) {
        if (call.isGuest()) {
            call.needSubject(BodyFields.requiredText(body.deepCopy(), "on"));
        }
        return create(EntityTypes.COMMENT, call, wait, body, http);
    }

    @PostMapping("/notes/{id}/tasks")
    @Operation(summary = "Add a task to a note")
    ResponseEntity<RequestReply> actionItem(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.NewOfType.class) ObjectNode body,
            HttpServletRequest http) {
        entities.needType(call, id, EntityTypes.NOTE);
        body.put("noteId", id);
        return create(EntityTypes.TASK, call, wait, body, http);
    }

    @PostMapping("/tasks/{id}/complete")
    @Operation(summary = "Complete a task")
    ResponseEntity<RequestReply> complete(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        return mark("complete", call, id, wait, body, http);
    }

    @PostMapping("/tasks/{id}/reopen")
    @Operation(summary = "Reopen a task")
    ResponseEntity<RequestReply> reopen(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        return mark("reopen", call, id, wait, body, http);
    }

    private ResponseEntity<RequestReply> create(
            String type, WorkspaceCall call, @Nullable String wait, ObjectNode body, HttpServletRequest http) {
        return requests.send(call, EntityBodies.create(body, type), wait, HttpStatus.CREATED, http);
    }

    private ResponseEntity<RequestReply> mark(
            String verb,
            WorkspaceCall call,
            String id,
            @Nullable String wait,
            @Nullable ObjectNode body,
            HttpServletRequest http) {
        entities.needType(call, id, EntityTypes.TASK);
        return requests.send(call, EntityBodies.mark(verb, body, id, EntityTypes.TASK), wait, HttpStatus.OK, http);
    }
}
