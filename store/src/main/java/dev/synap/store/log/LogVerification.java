package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.log.HashChain;
import dev.synap.core.log.Verification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;

/** Checks a stored log against its hash chain and its head, in constant memory. */
final class LogVerification {

    private static final String HEAD =
            "SELECT position, encode(hash, 'hex') FROM workspace_head WHERE workspace_id = ?";

    private LogVerification() {}

    /** Checks the log as it stands when the check begins; appends go on meanwhile. */
    static Verification run(DataSource dataSource, String workspaceId) {
        try (Connection connection = dataSource.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            // Head and events must be of one moment.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return run(connection, workspaceId);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw EventReader.unavailable(e);
        }
    }

    private static Verification run(Connection connection, String workspaceId) throws SQLException {
        Head head = head(connection, workspaceId);
        EventStream events = EventStream.within(connection, workspaceId, Long.MIN_VALUE);
        Iterator<Event> each = StreamSupport.stream(events, false).iterator();
        try (ChainCheck check = new ChainCheck()) {
            while (each.hasNext()) {
                Optional<Verification.Broken> broken = check.next(each.next());
                if (broken.isPresent()) {
                    return broken.get();
                }
            }
            return check.finish(head.position, head.hash);
        }
    }

    private static Head head(Connection connection, String workspaceId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HEAD)) {
            select.setString(1, workspaceId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Head(row.getLong(1), row.getString(2)) : new Head(0, HashChain.GENESIS);
            }
        }
    }

    private record Head(long position, String hash) {}
}
