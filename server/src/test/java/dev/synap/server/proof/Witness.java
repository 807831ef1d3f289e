package dev.synap.server.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sees each move of a checkpoint inside the database: which server made it, and who held the workspace's lease at that
 * moment. Servers are told apart by the application name of their connections.
 */
final class Witness {

    private static final String INSTALL = """
            CREATE TABLE witnessed (
                seq bigserial PRIMARY KEY, server text, workspace_id text, subscriber text,
                moved_from bigint, moved_to bigint, node_id text, epoch bigint);
            CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                INSERT INTO witnessed (server, workspace_id, subscriber, moved_from, moved_to, node_id, epoch)
                SELECT current_setting('application_name'), NEW.workspace_id, NEW.subscriber, OLD.position, NEW.position,
                    (SELECT node_id FROM lease WHERE workspace_id = NEW.workspace_id),
                    (SELECT epoch FROM lease WHERE workspace_id = NEW.workspace_id);
                RETURN NULL;
            END $$;
            CREATE TRIGGER witness AFTER UPDATE ON checkpoint FOR EACH ROW EXECUTE FUNCTION witness();
            """;

    // A transaction that has taken a workspace's head, and whose server says nothing more.
    private static final String HALF_WRITTEN = """
            SELECT count(*) FILTER (WHERE a.state = 'active') = 0 AS silent,
                   count(*) FILTER (WHERE a.state = 'idle in transaction' AND l.pid IS NOT NULL) > 0 AS half
            FROM pg_stat_activity a
            LEFT JOIN pg_locks l
                ON l.pid = a.pid AND l.relation = 'workspace_head'::regclass AND l.mode = 'RowExclusiveLock'
            WHERE a.application_name = ?
            """;

    private final Connection connection;

    Witness(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute(INSTALL);
        }
    }

    /** The server that moved a checkpoint last. */
    String lastServer() throws SQLException {
        return text("SELECT server FROM witnessed ORDER BY seq DESC LIMIT 1");
    }

    /** How many moves have been seen. */
    long moves() throws SQLException {
        return Long.parseLong(text("SELECT coalesce(max(seq), 0) FROM witnessed"));
    }

    /** In how many workspaces a server has answered requests after so many moves. */
    int workspacesOf(String server, long after) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(DISTINCT workspace_id) FROM witnessed"
                + " WHERE server = ? AND seq > ? AND subscriber = 'writes' AND moved_to > moved_from")) {
            query.setString(1, server);
            query.setLong(2, after);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Whether a server that was stopped has left a write half done. */
    boolean sawHalfAWrite(String server) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HALF_WRITTEN)) {
            query.setString(1, server);
            while (true) {
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return row.getBoolean(2);
                    }
                }
            }
        }
    }

    /** What was seen that must not be. */
    List<String> brokenPromises() throws SQLException {
        List<String> broken = new ArrayList<>();
        Map<String, String> nodes = new HashMap<>();
        Map<String, Long> positions = new HashMap<>();
        Map<String, Long> epochs = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT server, workspace_id, subscriber, moved_from, moved_to,"
                        + " node_id, epoch, seq FROM witnessed ORDER BY seq")) {
            while (row.next()) {
                String server = row.getString(1);
                String worker = row.getString(3) + " of " + row.getString(2);
                String move = "%s by %s from %d to %d".formatted(worker, server, row.getLong(4), row.getLong(5));
                String node = String.valueOf(row.getString(6));
                if (!nodes.computeIfAbsent(server, name -> node).equals(node)) {
                    broken.add("%s: the lease was another's, in epoch %d".formatted(move, row.getLong(7)));
                }
                Long last = positions.put(worker, row.getLong(5));
                if (last != null && last != row.getLong(4) || row.getLong(5) < row.getLong(4)) {
                    broken.add("%s: it stood at %s".formatted(move, last));
                }
                Long epoch = epochs.put(worker, row.getLong(7));
                if (epoch != null && epoch > row.getLong(7)) {
                    broken.add("%s: in epoch %d, after epoch %d".formatted(move, row.getLong(7), epoch));
                }
            }
        }
        return broken;
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
