package dev.synap.server.proposal;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.json.JsonObject;
import dev.synap.server.docs.EntitySchemas;
import dev.synap.server.docs.Shaped;
import dev.synap.server.entity.RequestReply;
import dev.synap.server.entity.Requests;
import dev.synap.server.list.ListOf;
import dev.synap.server.list.ListPages;
import dev.synap.server.list.ListReply;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.CurrentEntities;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Proposals: wishes, most often an agent's, that wait for a person. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/proposals", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Proposals")
public final class ProposalController {

    private final ListPages pages;
    private final Requests requests;
    private final CurrentEntities entities;

    public ProposalController(ListPages pages, Requests requests, CurrentEntities entities) {
        this.pages = pages;
        this.requests = requests;
        this.entities = entities;
    }

    @GetMapping
    @Operation(
            summary = "List proposals",
            description = "The inbox: `status=waiting`. Each with what it would do, and the reasons that came with it.")
    ListReply list(
            @Needs(Scope.READ) WorkspaceCall call,
            @ListOf(Table.PROPOSALS) ListQuery query,
            @RequestParam(required = false) @Nullable Long minPosition) {
        return pages.page(call, query, minPosition);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a proposal")
    JsonObject get(
            @Needs(Scope.READ) WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long minPosition) {
        return pages.one(call, id, EntityTypes.PROPOSAL, minPosition)
                .orElseThrow(
                        () -> CurrentEntities.missing(call.workspaceId(), id).exception());
    }

    @PostMapping("/{id}/accept")
    @Operation(
            summary = "Accept a proposal",
            description =
                    "It happens as proposed. Bound to what the reviewer saw: the content, by its hash, and the version of the entity.")
    ResponseEntity<RequestReply> accept(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Decision.class) ObjectNode body,
            HttpServletRequest http) {
        entities.needType(call, id, EntityTypes.PROPOSAL);
        return requests.send(call, ProposalBodies.accept(id, body), wait, HttpStatus.OK, http);
    }

    @PostMapping("/{id}/modify")
    @Operation(
            summary = "Accept a proposal with changes",
            description = "The content of the body happens instead; the original is kept beside it.")
    ResponseEntity<RequestReply> modify(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Decision.class) ObjectNode body,
            HttpServletRequest http) {
        entities.needType(call, id, EntityTypes.PROPOSAL);
        return requests.send(call, ProposalBodies.modify(id, body), wait, HttpStatus.OK, http);
    }

    @PostMapping("/{id}/reject")
    @Operation(summary = "Reject a proposal", description = "With a reason, which its proposer sees.")
    ResponseEntity<RequestReply> reject(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody @Shaped(EntitySchemas.Decision.class) ObjectNode body,
            HttpServletRequest http) {
        entities.needType(call, id, EntityTypes.PROPOSAL);
        return requests.send(call, ProposalBodies.reject(id, body), wait, HttpStatus.OK, http);
    }

    @PostMapping("/{id}/withdraw")
    @Operation(summary = "Withdraw a proposal", description = "For the proposer, and for admins.")
    ResponseEntity<RequestReply> withdraw(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody(required = false) @Shaped(EntitySchemas.Decision.class) @Nullable ObjectNode body,
            HttpServletRequest http) {
        entities.needType(call, id, EntityTypes.PROPOSAL);
        return requests.send(call, ProposalBodies.withdraw(id, body), wait, HttpStatus.OK, http);
    }
}
