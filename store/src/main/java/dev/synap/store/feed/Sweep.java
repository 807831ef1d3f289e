package dev.synap.store.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds work that nobody was told of, such as what a node appended just before it died. It goes round all
 * workspaces, a slice at a time, so its cost does not depend on how many there are.
 *
 * <p>Not thread-safe.
 */
final class Sweep {

    private static final int SLICE = 500;
    private static final int ENOUGH = 1_000;

    // By the primary keys of workspace_head, checkpoint, lease and node. The first row, without a position,
    // tells where the slice ends. What a living node holds is that node's to look after.
    private static final String NEXT = """
            WITH slice AS MATERIALIZED (
                SELECT workspace_id, position FROM workspace_head
                WHERE workspace_id > ?
                ORDER BY workspace_id
                LIMIT %d
            )
            SELECT max(workspace_id), NULL::bigint FROM slice
            UNION ALL
            SELECT s.workspace_id, s.position
            FROM slice s
            WHERE s.position > 0
              AND (SELECT count(*) FROM checkpoint c
                   WHERE c.workspace_id = s.workspace_id AND c.subscriber = ANY (?::text[])
                     AND c.position >= s.position) < ?
              AND NOT EXISTS (
                  SELECT FROM lease l JOIN node n ON n.node_id = l.node_id AND n.expires_at > clock_timestamp()
                  WHERE l.workspace_id = s.workspace_id)
            """.formatted(SLICE);

    private final DataSource dataSource;
    private final String[] subscribers;
    private String after = "";
    private boolean whole = true;

    Sweep(DataSource dataSource, List<String> subscribers) {
        this.dataSource = dataSource;
        this.subscribers = subscribers.toArray(String[]::new);
    }

    /** Goes through all workspaces with the next looks, as after a node has died. */
    void lookEverywhere() {
        after = "";
        whole = true;
    }

    /** The workspaces in the next slice where a subscriber is behind; in all slices, as far as they are not many. */
    List<Behind> next() throws SQLException {
        List<Behind> behind = new ArrayList<>();
        do {
            String end = readSlice(behind);
            after = end == null ? "" : end;
        } while (whole && !after.isEmpty() && behind.size() < ENOUGH);
        whole &= !after.isEmpty();
        return behind;
    }

    private @Nullable String readSlice(List<Behind> behind) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, after);
            select.setArray(2, connection.createArrayOf("text", subscribers));
            select.setInt(3, subscribers.length);
            String end = null;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long head = row.getLong(2);
                    if (row.wasNull()) {
                        end = row.getString(1);
                    } else {
                        behind.add(new Behind(row.getString(1), head));
                    }
                }
            }
            return end;
        }
    }

    /** A workspace with events that a subscriber has not handled. */
    record Behind(String workspaceId, long head) {}
}
