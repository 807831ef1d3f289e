package dev.synap.store.projection;

import dev.synap.core.event.Event;
import dev.synap.store.CopyLines;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the rows of a workspace's subjects into tables that have none of them yet: subject after subject, each with
 * all of its facts in order. It holds one subject and a few megabytes of rows, however many there are.
 *
 * <p>Not thread-safe. It neither begins nor ends transactions.
 */
public final class RowLoad {

    private static final Logger log = LoggerFactory.getLogger(RowLoad.class);
    private static final int MAX_CHARACTERS = 512 * 1024;

    private final Connection connection;
    private final String workspaceId;
    private final Map<Table, CopyLines> rows = new EnumMap<>(Table.class);
    private final CopyLines tags = new CopyLines();
    private @Nullable Subject subject;

    public RowLoad(Connection connection, String workspaceId) {
        this.connection = connection;
        this.workspaceId = workspaceId;
    }

    /**
     * Begins the next subject, and ends the one before.
     *
     * @param type that its first event gave it
     * @param recordedAt when its first event was recorded
     */
    public void begin(String subjectId, String type, Instant recordedAt) throws SQLException {
        end();
        subject = new Subject(subjectId, type, recordedAt);
    }

    /** Takes in the next fact of the subject. One that cannot be folded leaves the subject without a row. */
    public void add(Event event) {
        Subject current = subject;
        if (current == null) {
            return;
        }
        try {
            current.add(event);
        } catch (RuntimeException e) {
            log.error("[{}/{}] left out, at version {}", workspaceId, current.id(), event.version(), e);
            subject = null;
        }
    }

    /** Ends the last subject, and writes what is not written yet. */
    public void flush() throws SQLException {
        end();
        for (Map.Entry<Table, CopyLines> each : rows.entrySet()) {
            each.getValue().send(connection, SubjectRows.of(each.getKey()).copyStatement());
        }
        tags.send(connection, TagRows.COPY);
    }

    private void end() throws SQLException {
        Subject ended = subject;
        subject = null;
        if (ended == null || !ended.isChanged()) {
            return;
        }
        Table table = Table.ofType(ended.type());
        CopyLines lines = rows.computeIfAbsent(table, t -> new CopyLines());
        SubjectRows.of(table).copyTo(lines, workspaceId, ended);
        TagRows.copyTo(tags, workspaceId, ended);
        if (lines.length() > MAX_CHARACTERS) {
            lines.send(connection, SubjectRows.of(table).copyStatement());
        }
        if (tags.length() > MAX_CHARACTERS) {
            tags.send(connection, TagRows.COPY);
        }
    }
}
