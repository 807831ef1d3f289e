package dev.synap.server.proof;

import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the log by plain JDBC. */
final class EventTable {

    private static final String TIME = "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    private static final String EVENTS = """
            SELECT workspace_id, position, event_id, type, subject_id, subject_type, version, user_id, source,
                   correlation_id, causation_id, %s, %s, data::text, metadata::text, encode(hash, 'hex')
            FROM event WHERE workspace_id = ? AND position > ? ORDER BY position
            """.formatted(TIME.formatted("occurred_at"), TIME.formatted("recorded_at"));

    private EventTable() {}

    static Connection connect(DatabaseSettings database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** The events of a workspace behind a position, in order. */
    static List<LoggedEvent> read(Connection connection, String workspace, long after) throws SQLException {
        List<LoggedEvent> events = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(EVENTS)) {
            query.setString(1, workspace);
            query.setLong(2, after);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    events.add(event(rows));
                }
            }
        }
        return events;
    }

    /** The ids of the events that the workers have set aside, and the status of each. */
    static Map<String, String> parked(Connection connection, String workspace) throws SQLException {
        Map<String, String> parked = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT event_id, status FROM parked WHERE workspace_id = ?")) {
            query.setString(1, workspace);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    parked.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return parked;
    }

    /** What the workers have still to do: requests behind the checkpoint of one, facts behind that of the other. */
    static TreeSet<String> behind(Connection connection) throws SQLException {
        TreeSet<String> behind = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT e.workspace_id, e.type, max(e.position),
                       (SELECT position FROM checkpoint c
                        WHERE c.workspace_id = e.workspace_id AND c.subscriber = 'writes'),
                       (SELECT position FROM checkpoint c
                        WHERE c.workspace_id = e.workspace_id AND c.subscriber = 'projections')
                FROM event e GROUP BY e.workspace_id, e.type
                """);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String type = rows.getString(2);
                long handled = type.endsWith(".requested")
                        ? rows.getLong(4)
                        : LoggedEvent.isFact(type) ? rows.getLong(5) : Long.MAX_VALUE;
                if (handled < rows.getLong(3)) {
                    behind.add("%s of %s at %d".formatted(type, rows.getString(1), rows.getLong(3)));
                }
            }
        }
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT workspace_id, event_id FROM parked WHERE status = 'retrying'");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                behind.add("%s of %s is tried again".formatted(rows.getString(2), rows.getString(1)));
            }
        }
        return behind;
    }

    private static LoggedEvent event(ResultSet row) throws SQLException {
        String data = row.getString(14);
        String metadata = row.getString(15);
        @Nullable String correlation = row.getString(10);
        @Nullable String causation = row.getString(11);
        return new LoggedEvent(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                correlation,
                causation,
                PlainJson.read(data),
                PlainJson.read(metadata),
                new LoggedEvent.Sealed(row.getString(12), row.getString(13), data, metadata, row.getString(16)));
    }
}
