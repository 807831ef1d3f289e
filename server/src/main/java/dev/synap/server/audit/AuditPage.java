package dev.synap.server.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some entries of the audit log. */
@Schema(name = "AuditPage")
public record AuditPage(
        @Schema(description = "May be fewer than asked for, even none, while there is a next page")
        List<AuditEntry> entries,

        @Schema(description = "What to pass as `after` for the next page; null when this is the last one") @Nullable
        String next) {}
