package dev.synap.store.rebuild;

import dev.synap.core.error.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rebuilds there are and were. Thread-safe. */
final class RebuildTable {

    private static final String COLUMNS = """
            rebuild_id, name, requested_by, requested_at, status, step, events_total, events_done, clock_timestamp(),
            finished_at, error
            """;

    private static final String LIST =
            "SELECT %s FROM rebuild ORDER BY requested_at DESC, rebuild_id DESC LIMIT ?".formatted(COLUMNS);

    private static final String FIND = "SELECT %s FROM rebuild WHERE rebuild_id = ?".formatted(COLUMNS);

    // By index rebuild_running.
    private static final String RUNNING = "SELECT %s FROM rebuild WHERE status = 'running'".formatted(COLUMNS);

    private static final String ADD = """
            INSERT INTO rebuild (rebuild_id, name, requested_by, requested_at, status, step, events_total, events_done,
                epoch, alive_until)
            SELECT ?, ?, ?, clock_timestamp(), 'running', 'filling', coalesce(sum(position), 0), 0,
                0, clock_timestamp()
            FROM workspace_head
            """;

    // Of two that see it free, the second waits for the first, and then finds it alive.
    private static final String CLAIM = """
            UPDATE rebuild SET epoch = epoch + 1, alive_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE status = 'running' AND alive_until <= clock_timestamp()
            RETURNING rebuild_id, name, epoch, step
            """;

    private static final String BEAT = """
            UPDATE rebuild SET alive_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE rebuild_id = ? AND epoch = ? AND status = 'running'
            """;

    private static final String ADVANCE = """
            UPDATE rebuild SET events_done = least(events_total, events_done + ?)
            WHERE rebuild_id = ? AND epoch = ? AND status = 'running'
            """;

    private static final String STEP =
            "UPDATE rebuild SET step = ? WHERE rebuild_id = ? AND epoch = ? AND status = 'running'";

    private static final String END = """
            UPDATE rebuild SET status = ?, step = ?, error = ?, finished_at = clock_timestamp(),
                events_done = CASE WHEN ? = 'done' THEN events_total ELSE events_done END
            WHERE rebuild_id = ? AND epoch = ? AND status = 'running'
            """;

    private final DataSource dataSource;

    RebuildTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A running rebuild that this node works on in this epoch. */
    record Held(String id, String name, long epoch, String step) {}

    /** Adds a rebuild that nobody works on yet, as part of a transaction. */
    static void add(Connection connection, String id, String name, String userId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, id);
            insert.setString(2, name);
            insert.setString(3, userId);
            insert.executeUpdate();
        }
    }

    List<Rebuild> list(int limit) {
        return read(LIST, statement -> statement.setInt(1, limit));
    }

    Optional<Rebuild> find(String id) {
        return read(FIND, statement -> statement.setString(1, id)).stream().findFirst();
    }

    Optional<Rebuild> running() {
        return read(RUNNING, statement -> {}).stream().findFirst();
    }

    /** Takes the running rebuild over, where nobody is at work on it. */
    Optional<Held> claim(Duration lease) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setLong(1, lease.toMillis());
            try (ResultSet row = update.executeQuery()) {
                return row.next()
                        ? Optional.of(new Held(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    /** Gives a sign of life; false when the rebuild is no longer this node's. */
    boolean beat(Held held, Duration lease) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(BEAT)) {
            update.setLong(1, lease.toMillis());
            update.setString(2, held.id());
            update.setLong(3, held.epoch());
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Counts so many more events as done, as part of a transaction that it lets nobody else's work into.
     *
     * @throws RebuildLostException when the rebuild is no longer this node's
     */
    static void advance(Connection connection, Held held, long events) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setLong(1, events);
            update.setString(2, held.id());
            update.setLong(3, held.epoch());
            expectOne(update, held);
        }
    }

    /** Goes on to the next step, as {@link #advance} does. */
    static void step(Connection connection, Held held, String step) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(STEP)) {
            update.setString(1, step);
            update.setString(2, held.id());
            update.setLong(3, held.epoch());
            expectOne(update, held);
        }
    }

    /** Ends it, as {@link #advance} does. */
    static void end(Connection connection, Held held, String step, @Nullable String error) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(END)) {
            String status = error == null ? "done" : "failed";
            update.setString(1, status);
            update.setString(2, step);
            update.setString(3, error);
            update.setString(4, status);
            update.setString(5, held.id());
            update.setLong(6, held.epoch());
            expectOne(update, held);
        }
    }

    private static void expectOne(PreparedStatement update, Held held) throws SQLException {
        if (update.executeUpdate() != 1) {
            throw new RebuildLostException(held.id());
        }
    }

    private List<Rebuild> read(String sql, Binding binding) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            binding.bind(select);
            List<Rebuild> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Rebuild(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            instant(row, 4),
                            Rebuild.Status.named(row.getString(5)),
                            row.getString(6),
                            row.getLong(7),
                            row.getLong(8),
                            instant(row, 9),
                            row.getObject(10) == null ? null : instant(row, 10),
                            row.getString(11)));
                }
            }
            return List.copyOf(found);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the rebuilds cannot be read: " + e.getMessage(), e);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }
}
