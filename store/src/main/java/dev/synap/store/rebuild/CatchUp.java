package dev.synap.store.rebuild;

import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.store.projection.Projections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Takes what happened since into the new tables, as the projections themselves do. What a row has taken in already
 * changes nothing, so it does no harm to begin too early. Not thread-safe.
 */
final class CatchUp {

    private static final int BATCH = 2_000;
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    // By primary keys.
    private static final String BEHIND = """
            SELECT h.workspace_id, coalesce(r.position, 0), h.position
            FROM workspace_head h
            LEFT JOIN rebuild_workspace r ON r.workspace_id = h.workspace_id
            WHERE h.position > coalesce(r.position, 0)
            """;

    private static final String REACHED = """
            INSERT INTO rebuild_workspace (workspace_id, filled_to, filled, began_at, position) VALUES (?, '', true, 0, ?)
            ON CONFLICT (workspace_id) DO UPDATE SET position = excluded.position
            """;

    private final DataSource shadow;
    private final EventLog log;
    private final Projections projections = new Projections();

    CatchUp(DataSource shadow, EventLog log) {
        this.shadow = shadow;
        this.log = log;
    }

    /**
     * Takes in all events there are now.
     *
     * @return how many there were
     */
    long run() throws SQLException {
        long events = 0;
        try (Connection connection = shadow.getConnection()) {
            for (Behind behind : behind(connection)) {
                connection.setAutoCommit(false);
                events += run(connection, behind);
                connection.setAutoCommit(true);
            }
        }
        return events;
    }

    private long run(Connection connection, Behind behind) throws SQLException {
        long position = behind.from;
        long bytes = 0;
        List<Event> batch = new ArrayList<>();
        try (Stream<Event> events = log.stream(behind.workspaceId, behind.from)) {
            for (Iterator<Event> each = events.iterator(); position < behind.to && each.hasNext(); ) {
                Event event = each.next();
                position = event.position();
                if (projections.wants(event.type())) {
                    batch.add(event);
                    bytes += event.data().text().length();
                }
                if (batch.size() >= BATCH || bytes >= MAX_BYTES) {
                    write(connection, behind.workspaceId, batch, position);
                    batch.clear();
                    bytes = 0;
                }
            }
        }
        write(connection, behind.workspaceId, batch, position);
        return position - behind.from;
    }

    private void write(Connection connection, String workspaceId, List<Event> batch, long position)
            throws SQLException {
        if (!batch.isEmpty()) {
            projections.react(workspaceId, List.copyOf(batch)).tables().write(connection);
        }
        try (PreparedStatement update = connection.prepareStatement(REACHED)) {
            update.setString(1, workspaceId);
            update.setLong(2, position);
            update.executeUpdate();
        }
        connection.commit();
    }

    private static List<Behind> behind(Connection connection) throws SQLException {
        List<Behind> behind = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(BEHIND);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                behind.add(new Behind(row.getString(1), row.getLong(2), row.getLong(3)));
            }
        }
        return behind;
    }

    private record Behind(String workspaceId, long from, long to) {}
}
