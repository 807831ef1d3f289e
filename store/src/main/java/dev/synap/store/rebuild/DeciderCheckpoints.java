package dev.synap.store.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where those who decide requests have come to, as the log itself tells. They walk requests in order: so they have
 * come to the last one that was answered at least, and to the end of the log where no request stands behind that one.
 * Starting from the beginning, they would answer all of them again.
 */
public final class DeciderCheckpoints {

    private static final String ANSWERED = """
            INSERT INTO checkpoint AS c (workspace_id, subscriber, position)
            WITH answered AS (
                SELECT o.workspace_id, max(r.position) AS position
                FROM event o
                JOIN event_key k ON k.workspace_id = o.workspace_id AND k.event_id = o.data ->> 'requestId'
                JOIN event r ON r.workspace_id = k.workspace_id AND r.position = k.position
                    AND r.recorded_at = k.recorded_at
                WHERE o.type ~ '\\.(validated|rejected|proposed)$' AND o.correlation_id = r.correlation_id
                    AND r.type LIKE '%.requested' AND (?::text IS NULL OR o.workspace_id = ?)
                GROUP BY o.workspace_id
            )
            SELECT h.workspace_id, ?, coalesce(
                (SELECT min(r.position) - 1 FROM event r
                 WHERE r.workspace_id = h.workspace_id AND r.type LIKE '%.requested'
                   AND r.metadata -> 'import' IS NULL AND r.position > coalesce(a.position, 0)),
                h.position)
            FROM workspace_head h
            LEFT JOIN answered a ON a.workspace_id = h.workspace_id
            WHERE ?::text IS NULL OR h.workspace_id = ?
            ON CONFLICT (workspace_id, subscriber) DO UPDATE SET position = greatest(c.position, excluded.position)
            """;

    private DeciderCheckpoints() {}

    /**
     * Moves checkpoints up to there, as part of a transaction; none moves back.
     *
     * @param workspaceId the only workspace concerned; null for all
     */
    public static void write(Connection connection, String subscriber, @Nullable String workspaceId)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ANSWERED)) {
            insert.setString(1, workspaceId);
            insert.setString(2, workspaceId);
            insert.setString(3, subscriber);
            insert.setString(4, workspaceId);
            insert.setString(5, workspaceId);
            insert.executeUpdate();
        }
    }
}
