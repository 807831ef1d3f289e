package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;

/** Rows of the event table as events. */
public final class EventRows {

    /** The columns that {@link #read} expects, in its order, of the table {@code event e}. */
    public static final String COLUMNS = """
            e.workspace_id, e.position, e.event_id, e.type, e.subject_id, e.subject_type, e.version, e.data,
            e.metadata, e.user_id, e.source, e.correlation_id, e.causation_id, e.occurred_at, e.recorded_at, e.hash
            """;

    private static final HexFormat HEX = HexFormat.of();

    private EventRows() {}

    /** The event in the current row of a query that selects {@link #COLUMNS}. */
    public static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                JsonObject.ofStored(row.getString(8)),
                JsonObject.ofStored(row.getString(9)),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                instant(row, 14),
                instant(row, 15),
                HEX.formatHex(row.getBytes(16)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
