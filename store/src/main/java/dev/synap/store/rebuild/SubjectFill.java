package dev.synap.store.rebuild;

import dev.synap.core.fold.Reducers;
import dev.synap.store.log.FoldRows;
import dev.synap.store.projection.RowLoad;
import dev.synap.store.rebuild.RebuildTable.Held;
import dev.synap.store.rebuild.SubjectChunks.Chunk;
import dev.synap.store.rebuild.SubjectChunks.Head;
import dev.synap.store.state.Snapshots;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Fills the rows of subjects: a chunk of them with all their events in one transaction, which also tells how far the
 * workspace has come. What happens meanwhile comes in later.
 *
 * <p>Not thread-safe.
 */
final class SubjectFill implements AutoCloseable {

    private static final int FETCH_SIZE = 1_000;

    // By index event_by_subject, or whole and sorted, as the planner sees fit: it is planned each time. What
    // folding does not look at stays in the database.
    private static final String EVENTS = """
            SELECT %s
            FROM event e
            WHERE e.workspace_id = ? AND e.subject_id > ? AND e.subject_id <= ?
            ORDER BY e.subject_id, e.version
            """.formatted(FoldRows.COLUMNS);

    private static final String REACHED =
            "UPDATE rebuild_workspace SET filled_to = ?, filled = ? WHERE workspace_id = ?";

    private final DataSource shadow;
    private final RebuildSettings settings;
    private final Held held;
    private final Pace pace;
    private final Connection reader;
    private final Connection writer;

    SubjectFill(DataSource shadow, RebuildSettings settings, Held held, Pace pace) throws SQLException {
        this.shadow = shadow;
        this.settings = settings;
        this.held = held;
        this.pace = pace;
        this.reader = shadow.getConnection();
        this.writer = shadow.getConnection();
        try (Statement statement = reader.createStatement()) {
            statement.execute("SET work_mem = '64MB'");
        }
        reader.setAutoCommit(false);
        writer.setAutoCommit(false);
    }

    /** Fills chunk after chunk, until there are no more. */
    void fill(SubjectChunks chunks) throws SQLException, InterruptedException {
        boolean more = true;
        while (more) {
            long began = System.nanoTime();
            Optional<Chunk> chunk = chunks.next(reader);
            more = chunk.isPresent() && store(chunk.get());
            pace.rest(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    @Override
    public void close() throws SQLException {
        try (reader;
                writer) {
            writer.rollback();
        }
    }

    /** Stores a chunk; false when one before it could not be stored, which its own worker tells. */
    private boolean store(Chunk chunk) throws SQLException, InterruptedException {
        boolean stored = false;
        try {
            String workspaceId = chunk.begins().workspaceId();
            long events = chunk.heads().isEmpty() ? 0 : load(workspaceId, chunk);
            snapshots(workspaceId, chunk);
            if (!chunk.begins().stored().get()) {
                return false;
            }
            try (PreparedStatement update = writer.prepareStatement(REACHED)) {
                update.setString(1, chunk.upTo());
                update.setBoolean(2, chunk.isLast());
                update.setString(3, workspaceId);
                update.executeUpdate();
            }
            RebuildTable.advance(writer, held, events);
            writer.commit();
            stored = true;
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            chunk.stored().complete(stored);
        }
    }

    private long load(String workspaceId, Chunk chunk) throws SQLException {
        RowLoad rows = new RowLoad(writer, workspaceId);
        long events = 0;
        try (PreparedStatement select = reader.prepareStatement(EVENTS)) {
            select.unwrap(org.postgresql.PGStatement.class).setPrepareThreshold(0);
            select.setFetchSize(FETCH_SIZE);
            select.setString(1, workspaceId);
            select.setString(2, chunk.begins().after());
            select.setString(3, chunk.upTo());
            String subjectId = chunk.begins().after();
            @Nullable Head head = null;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String next = row.getString(2);
                    if (!next.equals(subjectId)) {
                        subjectId = next;
                        // A subject that has come up just now comes in with what happens meanwhile.
                        head = chunk.heads().get(next);
                        if (head != null) {
                            rows.begin(next, head.type(), head.createdAt());
                        }
                    }
                    if (head != null && Reducers.changesState(row.getString(1))) {
                        rows.add(FoldRows.read(row));
                    }
                    events++;
                }
            }
        }
        reader.rollback();
        rows.flush();
        return events;
    }

    private void snapshots(String workspaceId, Chunk chunk) {
        Snapshots snapshots = new Snapshots(shadow, settings.snapshotInterval());
        chunk.heads().forEach((subjectId, head) -> {
            if (head.version() >= settings.snapshotInterval()) {
                snapshots.write(workspaceId, subjectId);
            }
        });
    }
}
