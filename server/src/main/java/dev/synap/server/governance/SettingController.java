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

/** What the workspace is told to do, by name; it does nothing of it until it is told to. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/settings", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Settings")
public final class SettingController {

    private final ListPages pages;
    private final Requests requests;

    public SettingController(ListPages pages, Requests requests) {
        this.pages = pages;
        this.requests = requests;
    }

    @GetMapping
    @Operation(
            summary = "List settings",
            description = "Those that somebody has said something of; all others are false.")
    ListReply list(
            @Needs(Scope.READ) WorkspaceCall call,
            @ListOf(Table.SETTINGS) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition) {
        return pages.page(call, query, minPosition);
    }

    @PostMapping
    @Operation(summary = "Make a setting")
    ResponseEntity<RequestReply> create(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Setting.class) ObjectNode body,
            HttpServletRequest http) {
        return requests.send(call, EntityBodies.create(body, EntityTypes.SETTING), wait, HttpStatus.CREATED, http);
    }

    @PatchMapping("/{name}")
    @Operation(summary = "Change a setting")
    ResponseEntity<RequestReply> update(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.SettingChange.class) ObjectNode body,
            HttpServletRequest http) {
        Ids.check("name", name);
        return requests.send(
                call,
                EntityBodies.update(body, DerivedIds.setting(name), EntityTypes.SETTING),
                wait,
                HttpStatus.OK,
                http);
    }

    @DeleteMapping("/{name}")
    @Operation(summary = "Delete a setting")
    ResponseEntity<RequestReply> delete(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Wish.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        Ids.check("name", name);
        return requests.send(
                call,
                EntityBodies.mark("delete", body, DerivedIds.setting(name), EntityTypes.SETTING),
                wait,
                HttpStatus.OK,
                http);
    }
}
