package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Rows of the event table as events with as much in them as folding looks at; the rest stays in the database. */
public final class FoldRows {

    /** The columns that {@link #read} expects, in its order, of the table {@code event e}. */
    public static final String COLUMNS = """
            e.type, e.subject_id, e.subject_type, e.version, e.position, e.data, e.user_id, e.occurred_at, e.recorded_at
            """;

    private FoldRows() {}

    /** The event in the current row of a query that selects {@link #COLUMNS}, without id, metadata, source and hash. */
    public static Event read(ResultSet row) throws SQLException {
        return new Event(
                "",
                row.getLong(5),
                "",
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                JsonObject.ofStored(row.getString(6)),
                JsonObject.empty(),
                row.getString(7),
                "",
                null,
                null,
                instant(row, 8),
                instant(row, 9),
                "");
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
