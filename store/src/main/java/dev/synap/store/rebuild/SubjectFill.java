package dev.synap.store.rebuild;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.json.JsonObject;
import dev.synap.store.projection.RowLoad;
import dev.synap.store.rebuild.RebuildTable.Held;
import dev.synap.store.state.Snapshots;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Fills the rows of a workspace's subjects, in the order of their ids: a chunk of subjects with all their events in
 * one transaction, which also tells how far it has come. What happens meanwhile comes in later.
 *
 * <p>Not thread-safe.
 */
final class SubjectFill implements AutoCloseable {

    private static final int FETCH_SIZE = 1_000;
    private static final int MAX_SUBJECTS = 20_000;

    // By subject_head's primary key.
    private static final String SUBJECTS = """
            SELECT subject_id, subject_type, created_at, version
            FROM subject_head
            WHERE workspace_id = ? AND subject_id > ?
            ORDER BY subject_id
            LIMIT %d
            """.formatted(MAX_SUBJECTS);

    // By index event_by_subject, or whole and sorted, as the planner sees fit: it is planned each time. What no
    // reducer looks at stays in the database.
    private static final String EVENTS = """
            SELECT e.type, e.subject_id, e.version, e.position, e.data, e.user_id, e.occurred_at
            FROM event e
            WHERE e.workspace_id = ? AND e.subject_id > ? AND e.subject_id <= ?
            ORDER BY e.subject_id, e.version
            """;

    private static final String REACHED =
            "UPDATE rebuild_workspace SET filled_to = ?, filled = ? WHERE workspace_id = ?";

    private final DataSource shadow;
    private final RebuildSettings settings;
    private final Held held;
    private final Connection reader;
    private final Connection writer;

    SubjectFill(DataSource shadow, RebuildSettings settings, Held held) throws SQLException {
        this.shadow = shadow;
        this.settings = settings;
        this.held = held;
        this.reader = shadow.getConnection();
        this.writer = shadow.getConnection();
        try (Statement statement = reader.createStatement()) {
            statement.execute("SET work_mem = '64MB'");
        }
        reader.setAutoCommit(false);
        writer.setAutoCommit(false);
    }

    /** Goes on in a workspace from this subject to the last. */
    void fill(String workspaceId, String from) throws SQLException {
        Chunk chunk = new Chunk(from);
        while (!chunk.isLast && !Thread.currentThread().isInterrupted()) {
            chunk = next(workspaceId, chunk.upTo);
            fill(workspaceId, chunk);
        }
    }

    @Override
    public void close() throws SQLException {
        try (reader;
                writer) {
            writer.rollback();
        }
    }

    private Chunk next(String workspaceId, String after) throws SQLException {
        Chunk chunk = new Chunk(after);
        try (PreparedStatement select = reader.prepareStatement(SUBJECTS)) {
            select.setFetchSize(FETCH_SIZE);
            select.setString(1, workspaceId);
            select.setString(2, after);
            try (ResultSet row = select.executeQuery()) {
                while (chunk.events < settings.chunkEvents() && row.next()) {
                    Head head = new Head(
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            row.getLong(4));
                    chunk.add(row.getString(1), head);
                }
            }
        }
        reader.rollback();
        chunk.isLast = chunk.events < settings.chunkEvents() && chunk.heads.size() < MAX_SUBJECTS;
        return chunk;
    }

    private void fill(String workspaceId, Chunk chunk) throws SQLException {
        long events = chunk.heads.isEmpty() ? 0 : load(workspaceId, chunk);
        snapshots(workspaceId, chunk);
        try (PreparedStatement update = writer.prepareStatement(REACHED)) {
            update.setString(1, chunk.upTo);
            update.setBoolean(2, chunk.isLast);
            update.setString(3, workspaceId);
            update.executeUpdate();
        }
        RebuildTable.advance(writer, held, events);
        writer.commit();
    }

    private long load(String workspaceId, Chunk chunk) throws SQLException {
        RowLoad rows = new RowLoad(writer, workspaceId);
        long events = 0;
        try (PreparedStatement select = reader.prepareStatement(EVENTS)) {
            select.unwrap(org.postgresql.PGStatement.class).setPrepareThreshold(0);
            select.setFetchSize(FETCH_SIZE);
            select.setString(1, workspaceId);
            select.setString(2, chunk.after);
            select.setString(3, chunk.upTo);
            String subjectId = chunk.after;
            @Nullable Head head = null;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String next = row.getString(2);
                    if (!next.equals(subjectId)) {
                        subjectId = next;
                        // A subject that has come up just now comes in with what happens meanwhile.
                        head = chunk.heads.get(next);
                        if (head != null) {
                            rows.begin(next, head.type, head.createdAt);
                        }
                    }
                    if (head != null && Reducers.changesState(row.getString(1))) {
                        rows.add(event(row, workspaceId, head.type));
                    }
                    events++;
                }
            }
        }
        reader.rollback();
        rows.flush();
        return events;
    }

    /** As much of the event as reducers look at. */
    private static Event event(ResultSet row, String workspaceId, String subjectType) throws SQLException {
        Instant occurredAt = row.getObject(7, OffsetDateTime.class).toInstant();
        return new Event(
                workspaceId,
                row.getLong(4),
                "",
                row.getString(1),
                row.getString(2),
                subjectType,
                row.getLong(3),
                JsonObject.ofStored(row.getString(5)),
                JsonObject.empty(),
                row.getString(6),
                "",
                null,
                null,
                occurredAt,
                occurredAt,
                "");
    }

    private void snapshots(String workspaceId, Chunk chunk) {
        Snapshots snapshots = new Snapshots(shadow, settings.snapshotInterval());
        chunk.heads.forEach((subjectId, head) -> {
            if (head.version >= settings.snapshotInterval()) {
                snapshots.write(workspaceId, subjectId);
            }
        });
    }

    private record Head(String type, Instant createdAt, long version) {}

    /** Subjects in the order of their ids. */
    private static final class Chunk {
        private final Map<String, Head> heads = new HashMap<>();
        private final String after;
        private String upTo;
        private long events;
        private boolean isLast;

        Chunk(String after) {
            this.after = after;
            this.upTo = after;
        }

        void add(String subjectId, Head head) {
            heads.put(subjectId, head);
            upTo = subjectId;
            events += head.version;
        }
    }
}
