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
    // them are no part of a change. A window and no join: on tables without statistics, a join of the two would be
    // made by comparing each with each.
    private static final String SELECT = """
            WITH own AS (
                SELECT subject_id, change, bool_or(chosen) OVER (PARTITION BY change) AS chosen
                FROM (
                    SELECT subject_id, coalesce(correlation_id, event_id) AS change,
                           (c.earliest IS NULL OR occurred_at >= c.earliest)
                           AND (c.latest IS NULL OR occurred_at <= c.latest)
                           AND (c.ids IS NULL OR subject_id = ANY (c.ids)) AS chosen
                    FROM event,
                         (SELECT ?::timestamptz AS earliest, ?::timestamptz AS latest, ?::text[] AS ids) c
                    WHERE workspace_id = ? AND user_id = ? AND position <= ?
                      AND type NOT LIKE '%.requested' AND type NOT LIKE '%.approved' AND type NOT LIKE '%.validated'
                      AND type NOT LIKE '%.rejected' AND type NOT LIKE '%.proposed'
                ) e
            )
            SELECT subject_id, array_agg(DISTINCT change)
            FROM own, (SELECT ?::text[] AS among) a
            WHERE chosen AND subject_id > ? AND (a.among IS NULL OR subject_id = ANY (a.among))
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
            select.setObject(1, utc(authorship.from()));
            select.setObject(2, utc(authorship.to()));
            select.setArray(3, array(connection, authorship.subjectIds()));
            select.setString(4, workspaceId);
            select.setString(5, authorship.userId());
            select.setLong(6, authorship.upTo());
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
