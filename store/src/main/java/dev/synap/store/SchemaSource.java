package dev.synap.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** Unpooled connections under the runtime role that look for tables in one schema first. Thread-safe. */
final class SchemaSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    private final String runtimeRole;
    private final String schema;

    /**
     * @param runtimeRole quoted, as is {@code schema}
     */
    SchemaSource(DatabaseSettings settings, String runtimeRole, String schema) {
        this.runtimeRole = runtimeRole;
        this.schema = schema;
        setURL(settings.jdbcUrl());
        setUser(settings.user());
        setPassword(settings.password());
        setApplicationName("synap");
        setTcpKeepAlive(true);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + runtimeRole);
            statement.execute("SELECT set_config('search_path', '" + schema.replace("'", "''")
                    + ", ' || current_setting('search_path'), false)");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
