package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.event.Timestamps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Binds events to a statement column by column, as arrays for {@code unnest}. */
final class EventArrays {

    private static final HexFormat HEX = HexFormat.of();

    private EventArrays() {}

    /** Binds sixteen arrays from a parameter on, and tells the next parameter. */
    static int bind(PreparedStatement statement, int first, List<Event> events) throws SQLException {
        Connection connection = statement.getConnection();
        int at = first;
        at = text(connection, statement, at, events, Event::workspaceId);
        at = numbers(connection, statement, at, events, Event::position);
        at = numbers(connection, statement, at, events, Event::version);
        at = text(connection, statement, at, events, event -> Timestamps.format(event.recordedAt()));
        at = text(connection, statement, at, events, event -> Timestamps.format(event.timestamp()));
        byte[][] hashes = new byte[events.size()][];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = HEX.parseHex(events.get(i).hash());
        }
        statement.setArray(at++, connection.createArrayOf("bytea", hashes));
        at = text(connection, statement, at, events, Event::id);
        at = text(connection, statement, at, events, Event::type);
        at = text(connection, statement, at, events, Event::subjectId);
        at = text(connection, statement, at, events, Event::subjectType);
        at = text(connection, statement, at, events, Event::userId);
        at = text(connection, statement, at, events, Event::source);
        at = text(connection, statement, at, events, Event::correlationId);
        at = text(connection, statement, at, events, Event::causationId);
        at = text(connection, statement, at, events, event -> event.data().text());
        return text(connection, statement, at, events, event -> event.metadata().text());
    }

    private static int text(
            Connection connection,
            PreparedStatement statement,
            int at,
            List<Event> events,
            Function<Event, @Nullable String> column)
            throws SQLException {
        @Nullable String[] values = new @Nullable String[events.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(events.get(i));
        }
        statement.setArray(at, connection.createArrayOf("text", values));
        return at + 1;
    }

    private static int numbers(
            Connection connection,
            PreparedStatement statement,
            int at,
            List<Event> events,
            ToLongFunction<Event> column)
            throws SQLException {
        Long[] values = new Long[events.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.applyAsLong(events.get(i));
        }
        statement.setArray(at, connection.createArrayOf("int8", values));
        return at + 1;
    }
}
