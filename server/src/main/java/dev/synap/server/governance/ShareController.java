package dev.synap.server.governance;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Ids;
import dev.synap.server.docs.EntitySchemas;
import dev.synap.server.docs.Shaped;
import dev.synap.server.entity.EntityBodies;
import dev.synap.server.entity.RequestReply;
import dev.synap.server.entity.Requests;
import dev.synap.server.list.ListOf;
import dev.synap.server.list.ListPages;
import dev.synap.server.list.ListReply;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import dev.synap.store.projection.ListQuery;
import dev.synap.store.projection.Table;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Single subjects shared with single users, who need not be members. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/shares", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Members")
public final class ShareController {

    private final ListPages pages;
    private final Requests requests;
    private final AccessChanges changes;

    public ShareController(ListPages pages, Requests requests, AccessChanges changes) {
        this.pages = pages;
        this.requests = requests;
        this.changes = changes;
    }

    @GetMapping
    @Operation(summary = "List shares")
    ListReply list(
            @Needs(Scope.READ) WorkspaceCall call,
            @ListOf(Table.SHARES) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition) {
        return pages.page(call, query, minPosition);
    }

    @PostMapping
    @Operation(summary = "Make a share")
    ResponseEntity<RequestReply> create(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Share.class) ObjectNode body,
            HttpServletRequest http) {
        String userId = body.path("userId").asString("");
        return changes.watch(
                call,
                userId,
                requests.send(call, EntityBodies.create(body, EntityTypes.SHARE), wait, HttpStatus.CREATED, http));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change a share")
    ResponseEntity<RequestReply> update(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.ShareChange.class) ObjectNode body,
            HttpServletRequest http) {
        Ids.check("id", id);
        return changes.watch(
                call,
                changes.userOfShare(call, id),
                requests.send(call, EntityBodies.update(body, id, EntityTypes.SHARE), wait, HttpStatus.OK, http));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Take a share back")
    ResponseEntity<RequestReply> delete(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        Ids.check("id", id);
        return changes.watch(
                call,
                changes.userOfShare(call, id),
                requests.send(
                        call, EntityBodies.mark("delete", body, id, EntityTypes.SHARE), wait, HttpStatus.OK, http));
    }
}
