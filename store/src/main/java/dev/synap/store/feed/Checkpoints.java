package dev.synap.store.feed;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How far subscribers have come. */
final class Checkpoints {

    // By primary key.
    private static final String READ = "SELECT position FROM checkpoint WHERE workspace_id = ? AND subscriber = ?";

    private static final String CREATE =
            "INSERT INTO checkpoint (workspace_id, subscriber, position) VALUES (?, ?, 0) ON CONFLICT DO NOTHING";

    // By the primary keys of checkpoint and lease. Compare-and-set: it holds the checkpoint's row until the
    // transaction ends, so of two nodes that start from one position, the second finds it moved. The setting
    // lasts as long as the transaction: a node that is stopped in the midst of it must not keep others out.
    private static final String MOVE = """
            UPDATE checkpoint SET position = ?
            WHERE workspace_id = ? AND subscriber = ? AND position = ?
              AND EXISTS (SELECT FROM lease WHERE workspace_id = ? AND node_id = ? AND epoch = ?)
              AND set_config('idle_in_transaction_session_timeout', '%ds', true) IS NOT NULL
            """.formatted(Database.SILENCE_TIMEOUT_SECONDS);

    private final DataSource dataSource;

    Checkpoints(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The position of the last event that took effect; 0 before the first. */
    long read(String workspaceId, String subscriber) {
        try (Connection connection = dataSource.getConnection()) {
            return read(connection, workspaceId, subscriber);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** As {@link #read}; makes the checkpoint where there is none, so that it can be moved. */
    long open(String workspaceId, String subscriber) {
        try (Connection connection = dataSource.getConnection()) {
            long position = read(connection, workspaceId, subscriber);
            if (position == 0) {
                try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
                    insert.setString(1, workspaceId);
                    insert.setString(2, subscriber);
                    insert.executeUpdate();
                }
                return read(connection, workspaceId, subscriber);
            }
            return position;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Moves a checkpoint, as part of a transaction.
     *
     * @throws TurnLostException when it does not stand at {@code from}, or the lease has passed on
     */
    static void move(Connection connection, Claim claim, long from, long to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setLong(1, to);
            update.setString(2, claim.workspaceId());
            update.setString(3, claim.subscriber());
            update.setLong(4, from);
            update.setString(5, claim.workspaceId());
            update.setString(6, claim.nodeId());
            update.setLong(7, claim.epoch());
            if (update.executeUpdate() != 1) {
                throw new TurnLostException(claim, from);
            }
        }
    }

    private static long read(Connection connection, String workspaceId, String subscriber) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, workspaceId);
            select.setString(2, subscriber);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    static StoreUnavailableException unavailable(SQLException cause) {
        return new StoreUnavailableException("the feed cannot reach its tables: " + cause.getMessage(), cause);
    }
}
