package dev.synap.store.dispatch;

import dev.synap.core.error.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads what became of requests. Thread-safe. */
public final class DispatchView {

    // By index event_requested, from the youngest request on; a rare status may take reading many.
    private static final String LIST = """
            SELECT request_id, position, type, subject_id, subject_type, user_id, requested_at, status,
                outcome, outcome_position, outcome_at, parked_id, error
            FROM dispatch
            WHERE workspace_id = ? AND position < ? AND (?::text IS NULL OR status = ?)
            ORDER BY position DESC
            LIMIT ?
            """;

    private final DataSource dataSource;

    public DispatchView(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Requests of a workspace, the youngest first.
     *
     * @param status only those with this status; null for all
     * @param before only those that stand before this position; null for all
     * @throws StoreUnavailableException when the database does not answer
     */
    public List<DispatchEntry> list(String workspaceId, @Nullable String status, @Nullable Long before, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, workspaceId);
            select.setLong(2, before == null ? Long.MAX_VALUE : before);
            select.setString(3, status);
            select.setString(4, status);
            select.setInt(5, limit);
            List<DispatchEntry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(read(row));
                }
            }
            return List.copyOf(entries);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the requests cannot be read: " + e.getMessage(), e);
        }
    }

    private static DispatchEntry read(ResultSet row) throws SQLException {
        long outcomePosition = row.getLong("outcome_position");
        boolean ended = !row.wasNull();
        Instant requestedAt = time(row, "requested_at");
        return new DispatchEntry(
                row.getString("request_id"),
                row.getLong("position"),
                row.getString("type"),
                row.getString("subject_id"),
                row.getString("subject_type"),
                row.getString("user_id"),
                requestedAt == null ? Instant.EPOCH : requestedAt,
                row.getString("status"),
                row.getString("outcome"),
                ended ? outcomePosition : null,
                time(row, "outcome_at"),
                row.getString("parked_id"),
                row.getString("error"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
