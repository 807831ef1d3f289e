package dev.synap.client;

import dev.synap.core.log.EventQuery;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The audit log, for admins of the workspace: {@code synap.audit().query(q -> q.type("note.deleted"))} says who deleted
 * notes, when, from where and why.
 *
 * <p>Thread-safe. Every method throws {@link SynapClientException}.
 */
public final class Audit {

    private final Connection connection;

    Audit(Connection connection) {
        this.connection = connection;
    }

    /** The entries that match, oldest first, read page by page as they are walked. */
    public Listing<AuditEntry> query(UnaryOperator<EventQuery> query) {
        return entries(query.apply(EventQuery.all()), null);
    }

    /** The same, of which type, subject, user, data or metadata hold this text, in whatever case. */
    public Listing<AuditEntry> search(String text, UnaryOperator<EventQuery> query) {
        return entries(query.apply(EventQuery.all()), text);
    }

    private Listing<AuditEntry> entries(EventQuery wanted, @Nullable String text) {
        return Listing.of((after, size) -> {
            Target target = connection
                    .target("audit")
                    .with("type", wanted.type())
                    .with("subjectId", wanted.subjectId())
                    .with("subjectType", wanted.subjectType())
                    .with("userId", wanted.userId())
                    .with("source", wanted.source())
                    .with("correlationId", wanted.correlationId())
                    .with("from", wanted.from())
                    .with("to", wanted.to())
                    .with("text", text)
                    .with("after", after)
                    .with("limit", size);
            return connection.send(Call.get(target.toString())).read(json -> {
                JsonNode next = json.path("next");
                return new ListPage<>(
                        Wire.list(json, "entries", AuditEntry::from),
                        next.isIntegralNumber() ? Long.toString(next.longValue()) : null,
                        0);
            });
        });
    }
}
