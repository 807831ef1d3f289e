package dev.synap.server.audit;

import dev.synap.core.access.Role;
import dev.synap.core.json.JsonRules;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.server.json.WireJson;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log, for a workspace's admins: the events as in the log, with what each of them changed. */
@RestController
@RequestMapping("/api/v1/workspaces/{w}")
@Tag(name = "Audit")
public final class AuditController {

    private static final String NDJSON = "application/x-ndjson";
    private static final String TEXT = "What its type, subject, user, data or metadata must hold, in whatever case";
    private static final int STREAMED_AT_ONCE = 100;

    private final AuditTrail trail;

    public AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping(path = "/audit", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Read the audit log",
            description = "All conditions must hold. Who, when, from where and why, and each changed field before and"
                    + " after. Pass `next` as `after`.")
    AuditPage find(
            @Needs(Scope.READ) WorkspaceCall call,
            @Parameter(description = "Exact, or a prefix: `note.*`", example = "note.*")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @RequestParam(required = false) @Nullable String subjectId,
            @RequestParam(required = false) @Nullable String subjectType,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String correlationId,
            @Parameter(description = "Earliest timestamp, included") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "Latest timestamp, included") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = TEXT) @RequestParam(required = false) @Nullable String text,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable Long after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "" + PageRequest.DEFAULT_LIMIT)
                    int limit,
            @Parameter(
                            description = "`asc`: oldest first; `desc`: newest first",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"asc", "desc"}))
                    @RequestParam(defaultValue = "asc")
                    Direction order) {
        check(call, text);
        EventQuery query = new EventQuery(type, subjectId, subjectType, userId, source, correlationId, from, to);
        return trail.page(call.workspaceId(), query, text, new PageRequest(after, limit, order));
    }

    @GetMapping("/audit.ndjson")
    @Operation(summary = "Stream the audit log", description = "An entry a line, oldest first, as long as it may be.")
    @ApiResponse(
            responseCode = "200",
            description = "Entries, one a line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = AuditEntry.class)))
    void stream(
            @Needs(Scope.READ) WorkspaceCall call,
            @Parameter(description = "Exact, or a prefix: `note.*`", example = "note.*")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @RequestParam(required = false) @Nullable String subjectId,
            @RequestParam(required = false) @Nullable String subjectType,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String correlationId,
            @Parameter(description = "Earliest timestamp, included") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "Latest timestamp, included") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = TEXT) @RequestParam(required = false) @Nullable String text,
            HttpServletResponse response)
            throws IOException {
        check(call, text);
        EventQuery query = new EventQuery(type, subjectId, subjectType, userId, source, correlationId, from, to);
        // Read before the first line is written, so that a fault of the store is still answered as a problem.
        AuditPage page = trail.page(call.workspaceId(), query, text, PageRequest.first(STREAMED_AT_ONCE));
        response.setContentType(NDJSON);
        response.setHeader("X-Accel-Buffering", "no");
        OutputStream out = response.getOutputStream();
        write(page, out);
        while (page.next() != null) {
            PageRequest next = PageRequest.first(STREAMED_AT_ONCE).after(page.next());
            page = trail.page(call.workspaceId(), query, text, next);
            write(page, out);
        }
        out.flush();
    }

    private static void write(AuditPage page, OutputStream out) throws IOException {
        for (AuditEntry entry : page.entries()) {
            out.write(WireJson.mapper().writeValueAsBytes(entry));
            out.write('\n');
        }
    }

    private static void check(WorkspaceCall call, @Nullable String text) {
        call.needRole(Role.ADMIN, "reading the audit log");
        if (text != null) {
            JsonRules.checkText("text", text);
        }
    }
}
