package dev.synap.client;

import dev.synap.core.log.EventQuery;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The audit log, for admins of the workspace: {@code synap.audit().query(q -> q.type("note.deleted"))} says who deleted
 * notes, when, from where and why. It ends at what was last in the log when it was asked for. Where the workspace has
 * reads recorded ({@link WorkspaceSettings}), each page and each export is an event there, by the key's user.
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
        return entries(query.apply(EventQuery.all()), null, null);
    }

    /** The same, the last one first. */
    public Listing<AuditEntry> newestFirst(UnaryOperator<EventQuery> query) {
        return entries(query.apply(EventQuery.all()), null, "desc");
    }

    /** Those of which type, subject, user, data or metadata hold this text, in whatever case, oldest first. */
    public Listing<AuditEntry> search(String text, UnaryOperator<EventQuery> query) {
        return entries(query.apply(EventQuery.all()), text, null);
    }

    /**
     * All entries that match as a table (RFC 4180, UTF-8), with a row of names first: read as it comes, and to be closed.
     * Reading throws {@link java.io.IOException} where the server ends before the table does.
     *
     * @param text as in {@link #search}; null for any
     */
    public InputStream csv(@Nullable String text, UnaryOperator<EventQuery> query) {
        return export("audit.csv", text, query);
    }

    /** The same as JSON, an entry a line. */
    public InputStream ndjson(@Nullable String text, UnaryOperator<EventQuery> query) {
        return export("audit.ndjson", text, query);
    }

    private InputStream export(String name, @Nullable String text, UnaryOperator<EventQuery> query) {
        return connection.download(target(name, query.apply(EventQuery.all()), text));
    }

    private Listing<AuditEntry> entries(EventQuery wanted, @Nullable String text, @Nullable String order) {
        return Listing.of((after, size) -> {
            Target target = target("audit", wanted, text)
                    .with("order", order)
                    .with("after", after)
                    .with("limit", size);
            return connection
                    .send(Call.get(target.toString()))
                    .read(json -> new ListPage<>(
                            Wire.list(json, "entries", AuditEntry::from), Wire.optionalText(json, "next"), 0));
        });
    }

    private Target target(String name, EventQuery wanted, @Nullable String text) {
        return connection
                .target(name)
                .with("type", wanted.type())
                .with("subjectId", wanted.subjectId())
                .with("subjectType", wanted.subjectType())
                .with("userId", wanted.userId())
                .with("source", wanted.source())
                .with("correlationId", wanted.correlationId())
                .with("from", wanted.from())
                .with("to", wanted.to())
                .with("text", text);
    }
}
