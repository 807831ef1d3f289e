package dev.synap.store.feed;

import dev.synap.core.event.Event;
import dev.synap.store.log.EventRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads the log for the feed, a bounded piece at a time. */
final class BatchReader {

    // By event's primary key; the time of recording, which never goes back within a workspace, leaves older
    // partitions out. The limit stands in the text, for the plan is a generic one. All but the last event
    // weigh less than the limit of bytes together.
    private static final String READ = """
            SELECT %s
            FROM (
                SELECT b.*, sum(octet_length(b.data::text) + octet_length(b.metadata::text))
                    OVER (ORDER BY b.position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                FROM (
                    SELECT * FROM event
                    WHERE workspace_id = ? AND position > ? AND recorded_at >= ?
                    ORDER BY position
                    LIMIT %d
                ) b
            ) e
            WHERE before IS NULL OR before < %d
            ORDER BY e.position
            """;

    // By event's primary key.
    private static final String READ_ONE =
            "SELECT %s FROM event e WHERE e.workspace_id = ? AND e.position = ?".formatted(EventRows.COLUMNS);

    private final DataSource dataSource;
    private final int maxEvents;
    private final int maxBytes;

    BatchReader(DataSource dataSource, int maxEvents, int maxBytes) {
        this.dataSource = dataSource;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /**
     * The next events after a position; none at the end of the log.
     *
     * @param recordedAt when the event at that position was recorded, or any time before
     * @param batches so many times the usual number of events at most
     */
    List<Event> after(String workspaceId, long position, Instant recordedAt, int batches) {
        String read = READ.formatted(EventRows.COLUMNS, maxEvents * batches, maxBytes);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(read)) {
            select.setString(1, workspaceId);
            select.setLong(2, position);
            select.setObject(3, recordedAt.atOffset(ZoneOffset.UTC));
            return rows(select);
        } catch (SQLException e) {
            throw Checkpoints.unavailable(e);
        }
    }

    /** The event at a position. */
    Optional<Event> at(String workspaceId, long position) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(READ_ONE)) {
            select.setString(1, workspaceId);
            select.setLong(2, position);
            return rows(select).stream().findFirst();
        } catch (SQLException e) {
            throw Checkpoints.unavailable(e);
        }
    }

    private static List<Event> rows(PreparedStatement select) throws SQLException {
        List<Event> events = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                events.add(EventRows.read(row));
            }
        }
        return events;
    }
}
