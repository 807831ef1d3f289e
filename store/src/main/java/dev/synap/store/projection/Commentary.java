package dev.synap.store.projection;

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
import javax.sql.DataSource;

/** Finds what was said about a subject: the events of the comments on it, deleted ones too. Thread-safe. */
public final class Commentary {

    /** The most events that are found at once: those that happened last. */
    public static final int MOST = 1_000;

    /** The most events of one comment: its first ones. */
    public static final int EACH = 20;

    // By comments_by_subject and comments_by_subject_hidden; then by event_by_subject, for each comment. Requests and
    // decisions are no part of it. One more than is found tells whether there is more.
    private static final String SELECT = """
            SELECT %s
            FROM (
                SELECT id FROM comments
                WHERE workspace_id = ? AND on_id = ? AND position >= ?
                    AND deleted_at IS NULL AND archived_at IS NULL
                UNION ALL
                SELECT id FROM comments
                WHERE workspace_id = ? AND on_id = ? AND position >= ?
                    AND (deleted_at IS NOT NULL OR archived_at IS NOT NULL)
            ) c
            CROSS JOIN LATERAL (
                SELECT * FROM event
                WHERE workspace_id = ? AND subject_id = c.id AND position >= ? AND position < ?
                    AND type NOT LIKE 'entities.%%' AND type NOT LIKE 'history.%%'
                ORDER BY version
                LIMIT %d
            ) e
            ORDER BY e.position DESC
            LIMIT %d
            """.formatted(EventRows.COLUMNS, EACH + 1, MOST + 1);

    private final DataSource dataSource;

    public Commentary(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What was found.
     *
     * @param events in whatever order
     * @param cut whether there is more than this
     */
    public record Found(List<Event> events, boolean cut) {
        public Found {
            events = List.copyOf(events);
        }
    }

    /**
     * What was said from one position on, before another. Comments that are not projected yet are not found.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public Found on(String workspaceId, String subjectId, long from, long before) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            int parameter = 1;
            for (int i = 0; i < 2; i++) {
                select.setString(parameter++, workspaceId);
                select.setString(parameter++, subjectId);
                select.setLong(parameter++, from);
            }
            select.setString(parameter++, workspaceId);
            select.setLong(parameter++, from);
            select.setLong(parameter, before);
            List<Event> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(EventRows.read(row));
                }
            }
            return counted(found);
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "[%s/%s] the comments on it cannot be read: %s".formatted(workspaceId, subjectId, e.getMessage()),
                    e);
        }
    }

    private static Found counted(List<Event> newestFirst) {
        boolean cut = newestFirst.size() > MOST;
        Map<String, Integer> told = new HashMap<>();
        List<Event> events = new ArrayList<>();
        for (Event event :
                newestFirst.subList(0, Math.min(MOST, newestFirst.size())).reversed()) {
            if (told.merge(event.subjectId(), 1, Integer::sum) <= EACH) {
                events.add(event);
            } else {
                cut = true;
            }
        }
        return new Found(events, cut);
    }
}
