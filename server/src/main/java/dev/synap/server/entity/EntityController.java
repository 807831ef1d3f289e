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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes entities of any type. Each change is a request in the log; who may do what is decided behind it,
 * by the same rules however the request came.
 */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/entities", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Entities")
public final class EntityController {

    private final Requests requests;
    private final CurrentEntities entities;

    public EntityController(Requests requests, CurrentEntities entities) {
        this.requests = requests;
        this.entities = entities;
    }

    @PostMapping
    @Operation(
            summary = "Make an entity",
            description =
                    "Answered at once with 202, or with `wait=validated` once it is done and the lists show it. Choose an eventId, and the same request sent again is stored once.")
    ResponseEntity<RequestReply> create(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.NewEntity.class) ObjectNode body,
            HttpServletRequest http) {
        return requests.send(call, EntityBodies.create(body), wait, HttpStatus.CREATED, http);
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change an entity", description = "The body is a merge patch (RFC 7396) of the fields.")
    ResponseEntity<RequestReply> update(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Changes.class) ObjectNode body,
            HttpServletRequest http) {
        return requests.send(call, EntityBodies.update(body, id, entities.type(call, id)), wait, HttpStatus.OK, http);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Delete an entity")
    ResponseEntity<RequestReply> delete(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        return mark("delete", call, id, wait, body, http);
    }

    @PostMapping("/{id}/restore")
    @Operation(summary = "Bring a deleted entity back")
    ResponseEntity<RequestReply> restore(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        return mark("restore", call, id, wait, body, http);
    }

    @PostMapping("/{id}/archive")
    @Operation(summary = "Archive an entity")
    ResponseEntity<RequestReply> archive(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        return mark("archive", call, id, wait, body, http);
    }

    @PostMapping("/{id}/unarchive")
    @Operation(summary = "Take an entity out of the archive")
    ResponseEntity<RequestReply> unarchive(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        return mark("unarchive", call, id, wait, body, http);
    }

    @PostMapping("/{id}/tags")
    @Operation(summary = "Add a tag")
    ResponseEntity<RequestReply> tag(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Tag.class) ObjectNode body,
            HttpServletRequest http) {
        String type = entities.type(call, id);
        String tag = BodyFields.requiredText(body, "tag");
        return requests.send(call, EntityBodies.tag("tag", tag, body, id, type), wait, HttpStatus.OK, http);
    }

    @DeleteMapping("/{id}/tags/{tag}")
    @Operation(summary = "Take a tag away")
    ResponseEntity<RequestReply> untag(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @PathVariable String tag,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        String type = entities.type(call, id);
        return requests.send(call, EntityBodies.tag("untag", tag, body, id, type), wait, HttpStatus.OK, http);
    }

    @PostMapping("/{id}/comments")
    @Operation(summary = "Comment on an entity")
    ResponseEntity<RequestReply> comment(
            @Needs(Scope.WRITE) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Comment.class) ObjectNode body,
            HttpServletRequest http) {
        entities.type(call, id);
        body.put("on", id);
        return requests.send(call, EntityBodies.create(body, EntityTypes.COMMENT), wait, HttpStatus.CREATED, http);
    }

    private ResponseEntity<RequestReply> mark(
            String verb,
            WorkspaceCall call,
            String id,
            @Nullable String wait,
            @Nullable ObjectNode body,
            HttpServletRequest http) {
        return requests.send(
                call, EntityBodies.mark(verb, body, id, entities.type(call, id)), wait, HttpStatus.OK, http);
    }
}
