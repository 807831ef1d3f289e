package dev.synap.store.restore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What restoring a workspace asks of the database. Not thread-safe. */
final class RestoreSql {

    private static final String MAKE_WORKSPACE = """
            INSERT INTO workspace (workspace_id, name, owner_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String MAKE_HEAD = """
            INSERT INTO workspace_head (workspace_id, position, recorded_at, hash)
            VALUES (?, 0, 'epoch', decode(repeat('0', 64), 'hex'))
            ON CONFLICT DO NOTHING
            """;

    // Held to the end: nobody appends meanwhile.
    private static final String LOCK = """
            SELECT position, recorded_at, encode(hash, 'hex') FROM workspace_head WHERE workspace_id = ? FOR UPDATE
            """;

    // By event's primary key.
    private static final String HASH = "SELECT encode(hash, 'hex') FROM event WHERE workspace_id = ? AND position = ?";

    private static final String TWICE = """
            SELECT min(e.position)
            FROM (SELECT position, row_number() OVER (PARTITION BY event_id ORDER BY position) AS nth, event_id
                  FROM event WHERE workspace_id = ? AND position > ?) e
            LEFT JOIN event_key k ON k.workspace_id = ? AND k.event_id = e.event_id
            WHERE e.nth > 1 OR k.event_id IS NOT NULL
            """;

    private static final String ADD_KEYS = """
            INSERT INTO event_key (workspace_id, event_id, position, recorded_at)
            SELECT workspace_id, event_id, position, recorded_at FROM event WHERE workspace_id = ? AND position > ?
            """;

    private static final String WRONG_VERSION = """
            SELECT min(e.position)
            FROM (SELECT position, version, subject_id,
                      row_number() OVER (PARTITION BY subject_id ORDER BY position) AS nth
                  FROM event WHERE workspace_id = ? AND position > ?) e
            LEFT JOIN subject_head s ON s.workspace_id = ? AND s.subject_id = e.subject_id
            WHERE e.version <> coalesce(s.version, 0) + e.nth
            """;

    private static final String MOVE_SUBJECTS = """
            INSERT INTO subject_head (workspace_id, subject_id, subject_type, version, created_at)
            SELECT workspace_id, subject_id, (array_agg(subject_type ORDER BY version))[1], max(version),
                min(recorded_at)
            FROM event
            WHERE workspace_id = ? AND position > ?
            GROUP BY workspace_id, subject_id
            ON CONFLICT (workspace_id, subject_id) DO UPDATE SET version = excluded.version
            """;

    private static final String MOVE_HEAD = """
            UPDATE workspace_head SET position = ?, recorded_at = ?, hash = decode(?, 'hex') WHERE workspace_id = ?
            """;

    private final Connection connection;
    private final String workspaceId;

    RestoreSql(Connection connection, String workspaceId) {
        this.connection = connection;
        this.workspaceId = workspaceId;
    }

    /** Where the log ends. */
    record Head(long position, Instant recordedAt, String hash) {}

    void makeWorkspace(String ownerId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(MAKE_WORKSPACE)) {
            insert.setString(1, workspaceId);
            insert.setString(2, workspaceId);
            insert.setString(3, ownerId);
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(MAKE_HEAD)) {
            insert.setString(1, workspaceId);
            insert.executeUpdate();
        }
    }

    Head lock() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setString(1, workspaceId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Head(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3));
            }
        }
    }

    /** The hash of the event at a position; empty text where there is none. */
    String hashAt(long position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HASH)) {
            select.setString(1, workspaceId);
            select.setLong(2, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /** Makes the ids of the events behind a position known; where one is known already, tells where instead. */
    Optional<Long> addKeys(long after) throws SQLException {
        Optional<Long> twice = first(TWICE, after);
        if (twice.isEmpty()) {
            update(ADD_KEYS, after);
        }
        return twice;
    }

    /** The first event behind a position that does not have the version that follows in its subject. */
    Optional<Long> wrongVersion(long after) throws SQLException {
        return first(WRONG_VERSION, after);
    }

    void moveSubjects(long after) throws SQLException {
        update(MOVE_SUBJECTS, after);
    }

    void moveHead(long position, Instant recordedAt, String hash) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE_HEAD)) {
            update.setLong(1, position);
            update.setObject(2, recordedAt.atOffset(ZoneOffset.UTC));
            update.setString(3, hash);
            update.setString(4, workspaceId);
            update.executeUpdate();
        }
    }

    private Optional<Long> first(String sql, long after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, workspaceId);
            select.setLong(2, after);
            select.setString(3, workspaceId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long position = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(position);
            }
        }
    }

    private void update(String sql, long after) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, workspaceId);
            update.setLong(2, after);
            update.executeUpdate();
        }
    }
}
