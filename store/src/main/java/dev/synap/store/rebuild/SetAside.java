package dev.synap.store.rebuild;

import dev.synap.core.event.Event;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.store.projection.Projections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Subjects with events that the projections could not handle, or were told to leave out: the new rows leave out the
 * same events as the rows there are. These events wait, as before, to be tried again.
 */
final class SetAside {

    // By parked's primary key, read whole, and by index event_by_type for each workspace: both are few.
    private static final String LEFT_OUT = """
            SELECT workspace_id, subject_id, position FROM parked WHERE subscriber = ?
            UNION
            SELECT e.workspace_id, e.data ->> 'subjectId', (e.data ->> 'position')::bigint
            FROM workspace_head h
            JOIN event e ON e.workspace_id = h.workspace_id
                AND e.type = 'worker.skipped' AND e.data ->> 'subscriber' = ?
            """;

    private final DataSource shadow;
    private final EventLog log;
    private final Projections projections = new Projections();

    SetAside(DataSource shadow, EventLog log) {
        this.shadow = shadow;
        this.log = log;
    }

    /** Makes the new rows of these subjects once more. */
    void run() throws SQLException {
        try (Connection connection = shadow.getConnection()) {
            connection.setAutoCommit(false);
            for (Map.Entry<Subject, Set<Long>> each : leftOut(connection).entrySet()) {
                forget(connection, each.getKey());
                takeIn(connection, each.getKey(), each.getValue());
            }
            connection.commit();
        }
    }

    private void takeIn(Connection connection, Subject subject, Set<Long> without) throws SQLException {
        long after = 0;
        while (true) {
            PageRequest request = new PageRequest(after, PageRequest.MAX_LIMIT, Direction.FORWARD);
            Page page = log.history(subject.workspaceId, subject.subjectId, AsOf.latest(), request);
            List<Event> facts = page.events().stream()
                    .filter(event -> projections.wants(event.type()) && !without.contains(event.position()))
                    .toList();
            if (!facts.isEmpty()) {
                projections.react(subject.workspaceId, facts).tables().write(connection);
            }
            if (page.next() == null) {
                return;
            }
            after = page.next();
        }
    }

    private static void forget(Connection connection, Subject subject) throws SQLException {
        for (String table : Projections.tables()) {
            String id = table.equals("tags") ? "subject_id" : "id";
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM %s WHERE workspace_id = ? AND %s = ?".formatted(table, id))) {
                delete.setString(1, subject.workspaceId);
                delete.setString(2, subject.subjectId);
                delete.executeUpdate();
            }
        }
    }

    private static Map<Subject, Set<Long>> leftOut(Connection connection) throws SQLException {
        Map<Subject, Set<Long>> found = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LEFT_OUT)) {
            select.setString(1, Projections.NAME);
            select.setString(2, Projections.NAME);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(new Subject(row.getString(1), row.getString(2)), key -> new HashSet<>())
                            .add(row.getLong(3));
                }
            }
        }
        return found;
    }

    private record Subject(String workspaceId, String subjectId) {}
}
