package dev.synap.server.audit;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.access.Role;
import dev.synap.core.access.WorkspaceSetting;
import dev.synap.core.event.Drafts;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.EventLog;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.CurrentSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Begins every read of the audit log: lets only admins read it, and has the read recorded in the very log where the
 * workspace asks for that. Nothing is read before its record is durable, and nothing where that fails.
 *
 * <p>Thread-safe.
 */
public final class AuditReads {

    private static final String READ = "audit.read";

    /** The audit log as a subject: all reads of it are its history. */
    private static final String SUBJECT = "audit_log";

    private final EventLog log;
    private final CurrentSettings settings;
    private final Drafts drafts;

    public AuditReads(EventLog log, CurrentSettings settings, Drafts drafts) {
        this.log = log;
        this.settings = settings;
        this.drafts = drafts;
    }

    /** Ends the request of anybody who may not read the audit log. */
    void check(WorkspaceCall call) {
        call.needRole(Role.ADMIN, "reading the audit log");
    }

    /**
     * Records a read that is about to be answered, where that is asked for.
     *
     * @param format {@code page}, {@code csv} or {@code ndjson}
     * @param after where the page begins, as it was sent; null for the beginning
     * @return the cursor to read from; the reading ends before its own record
     */
    AuditCursor begin(
            WorkspaceCall call, String format, AuditFilter filter, @Nullable String after, HttpServletRequest http) {
        check(call);
        // First the end: a read that shows that reads are recorded from here on is itself recorded.
        AuditCursor cursor = AuditCursor.read(after).endingAt(log.position(call.workspaceId()));
        if (settings.isOn(call.workspaceId(), WorkspaceSetting.RECORD_AUDIT_READS)) {
            log.append(AppendRequest.of(call.workspaceId(), event(call, format, filter, after, http)))
                    .orThrow();
        }
        return cursor;
    }

    private List<NewEvent> event(
            WorkspaceCall call, String format, AuditFilter filter, @Nullable String after, HttpServletRequest http) {
        EventDraft draft = EventDraft.of(READ)
                .subject(SUBJECT)
                .subjectType(EntityTypes.AUDIT)
                .data(data -> {
                    data.put("format", format);
                    data.set("filter", filter.toNode());
                    putUnlessNull(data, "after", after);
                });
        return drafts.complete(call.workspaceId(), List.of(draft), call.caller().context(http));
    }

    private static void putUnlessNull(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
