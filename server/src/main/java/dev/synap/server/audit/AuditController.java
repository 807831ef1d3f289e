package dev.synap.server.audit;

import dev.synap.core.log.Direction;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
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

    static final String TEXT =
            "What its type, subject, user, data or metadata must hold, in whatever case. All events that fit the other"
                    + " conditions are looked through";

    private final AuditTrail trail;
    private final AuditReads reads;

    public AuditController(AuditTrail trail, AuditReads reads) {
        this.trail = trail;
        this.reads = reads;
    }

    @GetMapping(path = "/audit", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Read the audit log",
            description = "All conditions must hold. Who, when, from where and why, and each changed field before and"
                    + " after. Pass `next` as `after`; the pages end at what was last in the log when the first was asked"
                    + " for.")
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
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "" + PageRequest.DEFAULT_LIMIT)
                    int limit,
            @Parameter(
                            description = "`asc`: oldest first; `desc`: newest first",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"asc", "desc"}))
                    @RequestParam(defaultValue = "asc")
                    Direction order,
            HttpServletRequest http) {
        reads.check(call);
        EventQuery query = new EventQuery(type, subjectId, subjectType, userId, source, correlationId, from, to);
        AuditFilter filter = new AuditFilter(query, text);
        AuditCursor.read(after).page(limit, order);
        AuditCursor cursor = reads.begin(call, "page", filter, after, http);
        return trail.page(call.workspaceId(), filter, cursor, limit, order);
    }
}
