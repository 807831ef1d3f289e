package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.store.log.AppendPlan.EventKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the events that stand under the ids of a batch already. */
final class KeyReader {

    // By event_key's primary key, then by event's.
    private static final String FIND = """
            SELECT %s
            FROM unnest(?::text[], ?::text[]) AS k (workspace_id, event_id)
            JOIN event_key i ON i.workspace_id = k.workspace_id AND i.event_id = k.event_id
            JOIN event e ON e.workspace_id = i.workspace_id AND e.position = i.position
                AND e.recorded_at = i.recorded_at
            """.formatted(EventRows.COLUMNS);

    private KeyReader() {}

    static Map<EventKey, Event> read(Connection connection, Collection<PendingAppend> batch) throws SQLException {
        List<String> workspaceIds = new ArrayList<>();
        List<String> eventIds = new ArrayList<>();
        for (PendingAppend pending : batch) {
            pending.request().events().forEach(event -> {
                workspaceIds.add(pending.request().workspaceId());
                eventIds.add(event.id());
            });
        }
        Map<EventKey, Event> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setArray(1, connection.createArrayOf("text", workspaceIds.toArray(String[]::new)));
            select.setArray(2, connection.createArrayOf("text", eventIds.toArray(String[]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Event event = EventRows.read(row);
                    found.put(new EventKey(event.workspaceId(), event.id()), event);
                }
            }
        }
        return found;
    }
}
