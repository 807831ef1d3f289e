package dev.synap.server.audit;

import dev.synap.core.log.Direction;
import dev.synap.core.log.EventQuery;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log as a file, for a workspace's admins: as lines of JSON, or as a table. */
@RestController
@RequestMapping("/api/v1/workspaces/{w}")
@Tag(name = "Audit")
public final class AuditExportController {

    private static final int AT_ONCE = 500;

    private final AuditTrail trail;
    private final AuditReads reads;

    public AuditExportController(AuditTrail trail, AuditReads reads) {
        this.trail = trail;
        this.reads = reads;
    }

    @GetMapping({"/audit.ndjson", "/audit.csv"})
    @Operation(
            summary = "Export the audit log",
            description =
                    "All entries that match, oldest first, up to what is last in the log now, however many there are:"
                            + " as JSON, one a line, or as CSV (RFC 4180, UTF-8). In CSV, a cell that a spreadsheet"
                            + " would take for a formula gets an apostrophe in front of it.")
    @ApiResponse(
            responseCode = "200",
            description = "Entries, one a line; in CSV under the names of the columns",
            content = {
                @Content(mediaType = ExportFormat.LINES, schema = @Schema(implementation = AuditEntry.class)),
                @Content(mediaType = ExportFormat.TABLE, schema = @Schema(type = "string"))
            })
    void export(
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
            @Parameter(description = AuditController.TEXT) @RequestParam(required = false) @Nullable String text,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        reads.check(call);
        EventQuery query = new EventQuery(type, subjectId, subjectType, userId, source, correlationId, from, to);
        AuditFilter filter = new AuditFilter(query, text);
        ExportFormat format = http.getRequestURI().endsWith(".csv") ? ExportFormat.CSV : ExportFormat.NDJSON;
        AuditCursor cursor = reads.begin(call, format.suffix(), filter, null, http);
        // Read before the first line is written, so that a fault of the store is still answered as a problem.
        AuditPage page = trail.page(call.workspaceId(), filter, cursor, AT_ONCE, Direction.FORWARD);
        response.setContentType(format.contentType());
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"audit-%s.%s\"".formatted(call.workspaceId(), format.suffix()));
        ExportFormat.Entries file = format.to(response.getOutputStream());
        write(page, file);
        while (page.next() != null) {
            page = trail.page(call.workspaceId(), filter, AuditCursor.read(page.next()), AT_ONCE, Direction.FORWARD);
            write(page, file);
        }
        file.flush();
    }

    private static void write(AuditPage page, ExportFormat.Entries file) throws IOException {
        for (AuditEntry entry : page.entries()) {
            file.write(entry);
        }
    }
}
