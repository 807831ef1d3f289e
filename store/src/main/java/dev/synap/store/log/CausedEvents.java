package dev.synap.store.log;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Finds what was asked for because of an event. Thread-safe. */
public final class CausedEvents {

    // index: event_by_cause, whose condition this repeats. One look-up for each cause, whatever the planner knows.
    private static final String SELECT = """
            SELECT %s
            FROM unnest(?::text[]) AS cause (id)
            CROSS JOIN LATERAL (
                SELECT * FROM event
                WHERE workspace_id = ? AND causation_id = cause.id
                    AND (type LIKE '%%.requested' OR type IN ('agent.invoked', 'suggestion.created'))
                ORDER BY position
                LIMIT ?
            ) e
            ORDER BY e.position
            LIMIT ?""".formatted(EventRows.COLUMNS);

    private final DataSource dataSource;

    public CausedEvents(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The requests, and what agents did, that name one of these events as their cause; oldest first.
     *
     * @param limit how many at most
     * @throws StoreUnavailableException when the database does not answer
     */
    public List<Event> of(String workspaceId, Collection<String> eventIds, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setArray(1, connection.createArrayOf("text", eventIds.toArray()));
            statement.setString(2, workspaceId);
            statement.setInt(3, limit);
            statement.setInt(4, limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<Event> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(EventRows.read(rows));
                }
                return List.copyOf(events);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "[%s] what came of events cannot be read: %s".formatted(workspaceId, e.getMessage()), e);
        }
    }
}
