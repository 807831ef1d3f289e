package dev.synap.server.list;

import dev.synap.core.event.Ids;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.PageRequest;
import dev.synap.server.security.Needs;
import dev.synap.server.security.OpenToGuests;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.CurrentEntities;
import dev.synap.store.access.Scope;
import dev.synap.store.projection.ListQuery;
import dev.synap.store.projection.Table;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists of entities, as their rows show them: no event is read. A guest sees what was shared with them.
 */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Entities")
public final class ListController {

    private static final String AS_OF =
            "The list as it was at a time, or at a position of the log such as 12; sorted by created_at, without q. A page"
                    + " may be short, even empty, while there is a next one";

    private final ListPages pages;
    private final CurrentEntities entities;

    public ListController(ListPages pages, CurrentEntities entities) {
        this.pages = pages;
        this.entities = entities;
    }

    @GetMapping("/entities")
    @Operation(
            summary = "List entities",
            description =
                    "Of the type that `type` says; left out, of every type of content: of all but members, shares,"
                            + " policies, schemas and proposals. Then a filter shows only the types that know it, and the sort"
                            + " is `created_at` or `updated_at`. A position as `minPosition` has the list wait until it shows what happened up to there.")
    ListReply entities(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @ListOf(Table.ENTITIES) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition,
            @Parameter(description = AS_OF) @RequestParam(required = false) @Nullable String asOf) {
        return pages.page(call, query, minPosition, asOf);
    }

    @GetMapping("/entities/{id}")
    @Operation(summary = "Read an entity", description = "As the lists show it, deleted or not.")
    JsonObject entity(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long minPosition) {
        Ids.check("id", id);
        entities.needVisible(call, id);
        return pages.one(call, id, minPosition)
                .orElseThrow(
                        () -> CurrentEntities.missing(call.workspaceId(), id).exception());
    }

    @GetMapping("/notes")
    @Operation(summary = "List notes")
    ListReply notes(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @ListOf(Table.NOTES) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition,
            @Parameter(description = AS_OF) @RequestParam(required = false) @Nullable String asOf) {
        return pages.page(call, query, minPosition, asOf);
    }

    @GetMapping("/tasks")
    @Operation(summary = "List tasks")
    ListReply tasks(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @ListOf(Table.TASKS) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition,
            @Parameter(description = AS_OF) @RequestParam(required = false) @Nullable String asOf) {
        return pages.page(call, query, minPosition, asOf);
    }

    @GetMapping("/projects")
    @Operation(summary = "List projects")
    ListReply projects(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @ListOf(Table.PROJECTS) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition,
            @Parameter(description = AS_OF) @RequestParam(required = false) @Nullable String asOf) {
        return pages.page(call, query, minPosition, asOf);
    }

    @GetMapping("/relations")
    @Operation(summary = "List relations")
    ListReply relations(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @ListOf(Table.RELATIONS) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition,
            @Parameter(description = AS_OF) @RequestParam(required = false) @Nullable String asOf) {
        return pages.page(call, query, minPosition, asOf);
    }

    @GetMapping("/comments")
    @Operation(summary = "List comments")
    ListReply comments(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @ListOf(Table.COMMENTS) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition,
            @Parameter(description = AS_OF) @RequestParam(required = false) @Nullable String asOf) {
        return pages.page(call, query, minPosition, asOf);
    }

    @GetMapping("/tags")
    @Operation(summary = "List the tags in use", description = "By name, and how many entities have each.")
    TagReply tags(
            @Needs(Scope.READ) @OpenToGuests WorkspaceCall call,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "" + PageRequest.DEFAULT_LIMIT)
                    int limit,
            @RequestParam(required = false) @Nullable Long minPosition) {
        return pages.tags(call, after, limit, minPosition);
    }
}
