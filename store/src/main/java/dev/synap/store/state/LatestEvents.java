package dev.synap.store.state;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import dev.synap.store.log.EventRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Reads the last events of many subjects at once. Thread-safe. */
public final class LatestEvents {

    /** Most subjects have fewer events than this. */
    private static final int EACH = 24;

    // By index event_by_subject, for each subject; the limit keeps it from being joined by the workspace alone,
    // and stands in the text, for the plan is a generic one. It would not be, were the ids' number looked at.
    private static final String SELECT = """
            SELECT %s
            FROM unnest((SELECT ?::text[]), (SELECT ?::bigint[])) AS k (subject_id, version)
            CROSS JOIN LATERAL (
                SELECT * FROM event
                WHERE workspace_id = ? AND subject_id = k.subject_id AND version > k.version
                ORDER BY version DESC
                LIMIT %d
            ) e
            """.formatted(EventRows.COLUMNS, EACH);

    // By index event_by_subject, for each subject; the limit, which is none, keeps the two from being joined otherwise.
    private static final String ALL = """
            SELECT %s
            FROM unnest((SELECT ?::text[])) AS k (subject_id)
            CROSS JOIN LATERAL (
                SELECT * FROM event
                WHERE workspace_id = ? AND subject_id = k.subject_id
                ORDER BY version
                LIMIT %d
            ) e
            """.formatted(EventRows.COLUMNS, Long.MAX_VALUE);

    private final DataSource dataSource;

    public LatestEvents(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The events of each subject behind a version, newest first, the last two dozen of them at most; nothing for a
     * subject that has none.
     *
     * @param afterVersions the subjects, and of each the version behind which to read; 0 for all its events
     * @throws StoreUnavailableException when the database does not answer
     */
    public Map<String, List<Event>> of(String workspaceId, Map<String, Long> afterVersions) {
        String[] ids = afterVersions.keySet().toArray(String[]::new);
        Long[] versions = afterVersions.values().toArray(Long[]::new);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(1, connection.createArrayOf("text", ids));
            select.setArray(2, connection.createArrayOf("int8", versions));
            select.setString(3, workspaceId);
            return read(select);
        } catch (SQLException e) {
            throw unavailable(workspaceId, e);
        }
    }

    /**
     * All events of each subject, the oldest first; nothing for a subject that has none.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public Map<String, List<Event>> all(String workspaceId, Set<String> subjectIds) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setArray(1, connection.createArrayOf("text", subjectIds.toArray(String[]::new)));
            select.setString(2, workspaceId);
            return read(select);
        } catch (SQLException e) {
            throw unavailable(workspaceId, e);
        }
    }

    private static Map<String, List<Event>> read(PreparedStatement select) throws SQLException {
        Map<String, List<Event>> found = new HashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Event event = EventRows.read(row);
                found.computeIfAbsent(event.subjectId(), id -> new ArrayList<>())
                        .add(event);
            }
        }
        return found;
    }

    private static StoreUnavailableException unavailable(String workspaceId, SQLException e) {
        return new StoreUnavailableException(
                "[%s] subjects cannot be read: %s".formatted(workspaceId, e.getMessage()), e);
    }
}
