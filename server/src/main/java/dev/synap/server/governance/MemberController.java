package dev.synap.server.governance;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Ids;
import dev.synap.core.write.DerivedIds;
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
import dev.synap.store.access.Users;
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

/** The members of a workspace, by user id. The owner is always one. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/members", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Members")
public final class MemberController {

    private final MemberList members;
    private final Requests requests;
    private final AccessChanges changes;

    public MemberController(ListPages pages, Users users, Requests requests, AccessChanges changes) {
        this.members = new MemberList(pages, users);
        this.requests = requests;
        this.changes = changes;
    }

    @GetMapping
    @Operation(
            summary = "List members",
            description =
                    "The owner comes first, with version 0: that membership comes with the workspace. Each with the"
                            + " name that the user has now.")
    ListReply list(
            @Needs(Scope.READ) WorkspaceCall call,
            @ListOf(Table.MEMBERS) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition) {
        return members.page(call, query, minPosition);
    }

    @PostMapping
    @Operation(summary = "Add a member")
    ResponseEntity<RequestReply> create(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Member.class) ObjectNode body,
            HttpServletRequest http) {
        String userId = body.path("userId").asString("");
        return changes.watch(
                call,
                userId,
                requests.send(call, EntityBodies.create(body, EntityTypes.MEMBER), wait, HttpStatus.CREATED, http));
    }

    @PatchMapping("/{userId}")
    @Operation(summary = "Change a member")
    ResponseEntity<RequestReply> update(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String userId,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.MemberChange.class) ObjectNode body,
            HttpServletRequest http) {
        Ids.check("userId", userId);
        return changes.watch(
                call,
                userId,
                requests.send(
                        call,
                        EntityBodies.update(body, DerivedIds.member(userId), EntityTypes.MEMBER),
                        wait,
                        HttpStatus.OK,
                        http));
    }

    @DeleteMapping("/{userId}")
    @Operation(summary = "Remove a member")
    ResponseEntity<RequestReply> delete(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String userId,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        Ids.check("userId", userId);
        return changes.watch(
                call,
                userId,
                requests.send(
                        call,
                        EntityBodies.mark("delete", body, DerivedIds.member(userId), EntityTypes.MEMBER),
                        wait,
                        HttpStatus.OK,
                        http));
    }
}
