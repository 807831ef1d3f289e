package dev.synap.store.log;

import dev.synap.core.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;

/**
 * A workspace's events in order, read through a database cursor: memory holds one fetch of rows,
 * however long the log. It keeps a connection until it is closed.
 */
final class EventStream extends AbstractSpliterator<Event> implements AutoCloseable {

    private static final int FETCH_SIZE = 250;

    // By event's primary key, which gives the order too.
    private static final String ALL_AFTER = """
            SELECT %s
            FROM event e
            WHERE e.workspace_id = ? AND e.position > ?
            ORDER BY e.position
            """.formatted(EventRows.COLUMNS);

    private final Connection connection;
    private final PreparedStatement select;
    private final ResultSet rows;

    private EventStream(Connection connection, PreparedStatement select, ResultSet rows) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.connection = connection;
        this.select = select;
        this.rows = rows;
    }

    /** Opens the stream on a connection of its own. */
    static Stream<Event> open(DataSource dataSource, String workspaceId, long after) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                connection.setAutoCommit(false);
                EventStream events = within(connection, workspaceId, after);
                return StreamSupport.stream(events, false).onClose(events::close);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw EventReader.unavailable(e);
        }
    }

    /** Reads within a transaction that the caller has begun and will end. */
    static EventStream within(Connection transaction, String workspaceId, long after) throws SQLException {
        PreparedStatement select = transaction.prepareStatement(ALL_AFTER);
        select.setFetchSize(FETCH_SIZE);
        select.setString(1, workspaceId);
        select.setLong(2, after);
        return new EventStream(transaction, select, select.executeQuery());
    }

    @Override
    public boolean tryAdvance(Consumer<? super Event> action) {
        try {
            if (!rows.next()) {
                return false;
            }
            action.accept(EventRows.read(rows));
            return true;
        } catch (SQLException e) {
            throw EventReader.unavailable(e);
        }
    }

    @Override
    public void close() {
        try (connection;
                select;
                rows) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw EventReader.unavailable(e);
        }
    }
}
