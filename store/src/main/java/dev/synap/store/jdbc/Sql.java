package dev.synap.store.jdbc;

import dev.synap.core.error.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs statements on connections from the pool, and turns their faults into Synap's. */
public final class Sql {

    /** Reads the row that a result stands on. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Does something on a connection. */
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;

    public Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All rows. */
    public <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) {
        return alone(connection -> list(connection, sql, row, values));
    }

    /** The first row. */
    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) {
        return list(sql, row, values).stream().findFirst();
    }

    /** How many rows the statement changed. */
    public int update(String sql, @Nullable Object... values) {
        return alone(connection -> update(connection, sql, values));
    }

    /** Does some work in one transaction. */
    public <T> T together(Work<T> work) {
        return alone(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T alone(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the database did not answer: " + e.getMessage(), e);
        }
    }

    /** All rows, on this connection. */
    public static <T> List<T> list(Connection connection, String sql, Row<T> row, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return List.copyOf(found);
        }
    }

    /** How many rows the statement changed, on this connection. */
    public static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** A time that is always there. */
    public static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A time; null where there is none. */
    public static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** A number; null where there is none. */
    public static @Nullable Long optionalNumber(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                statement.setObject(
                        i + 1,
                        switch (value) {
                            case Instant time -> time.atOffset(ZoneOffset.UTC);
                            case Long[] numbers -> connection.createArrayOf("int8", numbers);
                            case null -> null;
                            default -> value;
                        });
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
