package dev.synap.store.feed;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Which node works on which workspace. A lease holds as long as its node is alive, by the database's clock. */
final class Leases {

    // By the primary keys of lease and node. A lease that is given up, or whose node is no longer alive, is
    // free; one that this node holds already is renewed, which ends whatever it was doing before.
    private static final String ACQUIRE = """
            INSERT INTO lease AS l (workspace_id, node_id, epoch) VALUES (?, ?, 1)
            ON CONFLICT (workspace_id) DO UPDATE SET node_id = EXCLUDED.node_id, epoch = l.epoch + 1
            WHERE l.node_id IS NULL OR l.node_id = EXCLUDED.node_id
               OR NOT EXISTS (SELECT FROM node n WHERE n.node_id = l.node_id AND n.expires_at > clock_timestamp())
            RETURNING l.workspace_id, (SELECT position FROM workspace_head h WHERE h.workspace_id = l.workspace_id), l.epoch
            """;

    // By primary key. Tells where the log ends now: an append may have come in just before.
    private static final String RELEASE = """
            UPDATE lease l SET node_id = NULL
            WHERE l.workspace_id = ? AND l.node_id = ? AND l.epoch = ?
            RETURNING (SELECT position FROM workspace_head h WHERE h.workspace_id = l.workspace_id)
            """;

    // By index lease_held.
    private static final String RELEASE_ALL = "UPDATE lease SET node_id = NULL WHERE node_id = ?";

    // By index lease_held, read whole: it holds the workspaces that are active.
    private static final String LEFT_BEHIND = """
            SELECT l.workspace_id
            FROM lease l
            WHERE l.node_id IS NOT NULL
              AND NOT EXISTS (SELECT FROM node n WHERE n.node_id = l.node_id AND n.expires_at > clock_timestamp())
            """;

    // By primary keys.
    private static final String HEADS = """
            SELECT h.workspace_id, h.position, l.epoch
            FROM unnest(?::text[]) AS k (workspace_id)
            JOIN workspace_head h ON h.workspace_id = k.workspace_id
            JOIN lease l ON l.workspace_id = k.workspace_id AND l.node_id = ?
            """;

    private final DataSource dataSource;
    private final String nodeId;

    Leases(DataSource dataSource, String nodeId) {
        this.dataSource = dataSource;
        this.nodeId = nodeId;
    }

    /** Takes a lease; nothing when another node holds it. */
    Optional<Held> acquire(String workspaceId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(ACQUIRE)) {
            insert.setString(1, workspaceId);
            insert.setString(2, nodeId);
            try (ResultSet row = insert.executeQuery()) {
                return row.next()
                        ? Optional.of(new Held(row.getString(1), row.getLong(2), row.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    /** Gives a lease up; returns the last position of the log, or 0 when the lease was not held any more. */
    long release(String workspaceId, long epoch) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(RELEASE)) {
            update.setString(1, workspaceId);
            update.setString(2, nodeId);
            update.setLong(3, epoch);
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Gives up all leases of this node. */
    void releaseAll() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(RELEASE_ALL)) {
            update.setString(1, nodeId);
            update.executeUpdate();
        }
    }

    /** The workspaces whose node has died. */
    List<String> leftBehind() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LEFT_BEHIND);
                ResultSet row = select.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    /** Of these workspaces those that this node holds, with the last position of the log and the epoch. */
    List<Held> held(Collection<String> workspaceIds) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(HEADS)) {
            Array ids = connection.createArrayOf("text", workspaceIds.toArray(String[]::new));
            select.setArray(1, ids);
            select.setString(2, nodeId);
            List<Held> found = new ArrayList<>(workspaceIds.size());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Held(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
            return found;
        }
    }

    /** A workspace whose lease this node holds. */
    record Held(String workspaceId, long head, long epoch) {}
}
