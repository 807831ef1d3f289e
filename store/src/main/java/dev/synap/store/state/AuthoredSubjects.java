package dev.synap.store.state;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.undo.Authored;
import dev.synap.core.undo.Authorship;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds the subjects that a user wrote to, and by which changes. Thread-safe. */
public final class AuthoredSubjects {

    // By index event_by_user: all events of the user once, whatever is chosen of them. Requests and what is said of
    // them are no part of a change.
    private static final String SELECT = """
            WITH own AS MATERIALIZED (
                SELECT subject_id, coalesce(correlation_id, event_id) AS change, occurred_at
                FROM event
                WHERE workspace_id = ? AND user_id = ? AND position <= ?
                  AND type NOT LIKE '%.requested' AND type NOT LIKE '%.approved' AND type NOT LIKE '%.validated'
                  AND type NOT LIKE '%.rejected' AND type NOT LIKE '%.proposed'
            ),
            chosen AS (
                SELECT DISTINCT change
                FROM own, (SELECT ?::timestamptz AS earliest, ?::timestamptz AS latest, ?::text[] AS ids) c
                WHERE (c.earliest IS NULL OR occurred_at >= c.earliest)
                  AND (c.latest IS NULL OR occurred_at <= c.latest)
                  AND (c.ids IS NULL OR subject_id = ANY (c.ids))
            )
            SELECT subject_id, array_agg(DISTINCT change)
            FROM own JOIN chosen USING (change), (SELECT ?::text[] AS among) a
            WHERE subject_id > ? AND (a.among IS NULL OR subject_id = ANY (a.among))
            GROUP BY subject_id
            ORDER BY subject_id
            LIMIT ?
            """;

    private final DataSource dataSource;

    public AuthoredSubjects(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The subjects that a user's changes wrote to, by their ids.
     *
     * @param among of which subjects to tell; empty for all
     * @param after the subject behind which to begin; empty for the first
     * @param limit how many at most
     * @throws StoreUnavailableException when the database does not answer
     */
    public List<Authored> of(String workspaceId, Authorship authorship, Set<String> among, String after, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, workspaceId);
            select.setString(2, authorship.userId());
            select.setLong(3, authorship.upTo());
            select.setObject(4, utc(authorship.from()));
            select.setObject(5, utc(authorship.to()));
            select.setArray(6, array(connection, authorship.subjectIds()));
            select.setArray(7, array(connection, among));
            select.setString(8, after);
            select.setInt(9, limit);
            List<Authored> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String[] changes = (String[]) row.getArray(2).getArray();
                    found.add(new Authored(row.getString(1), new HashSet<>(Arrays.asList(changes))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "[%s] what %s did cannot be read: %s".formatted(workspaceId, authorship.userId(), e.getMessage()),
                    e);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Array array(Connection connection, Set<String> ids) throws SQLException {
        return ids.isEmpty() ? null : connection.createArrayOf("text", ids.toArray(String[]::new));
    }
}
