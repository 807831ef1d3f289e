package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** What is asked of the running server itself, as its superuser. */
final class Databases {

    private static final String MAINTENANCE = "postgres";
    private static final String INVALID_PASSWORD = "28P01";

    private final Cluster cluster;
    private final int port;

    Databases(Cluster cluster, int port) {
        this.cluster = cluster;
        this.port = port;
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Checks that whoever listens on the port knows our password and serves our cluster. */
    void checkIdentity() throws SQLException, IOException {
        Path served = Path.of(show("data_directory"));
        if (!Files.isSameFile(served, cluster.directory())) {
            throw new PostgresStartException("The PostgreSQL on port " + port + " serves " + served + " and not "
                    + cluster.directory() + ". Stop it, or choose another port.");
        }
    }

    /** The version of the running server, without what a distribution adds to it. */
    String serverVersion() throws SQLException {
        return show("server_version").split(" ", 2)[0];
    }

    /** Creates a database unless it is there. Its name must be a plain lower-case word. */
    void createIfMissing(String database) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement find = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
                Statement create = connection.createStatement()) {
            find.setString(1, database);
            try (ResultSet found = find.executeQuery()) {
                if (!found.next()) {
                    create.execute("CREATE DATABASE " + create.enquoteIdentifier(database, true));
                }
            }
        }
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("SELECT current_setting(?)")) {
            statement.setString(1, setting);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Cluster.SUPERUSER);
        properties.setProperty("password", cluster.password());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        try {
            return DriverManager.getConnection(url(port, MAINTENANCE), properties);
        } catch (SQLException e) {
            if (INVALID_PASSWORD.equals(e.getSQLState())) {
                throw new PostgresStartException(
                        "PostgreSQL in " + cluster.directory()
                                + " does not take the password in the file `password` beside it. Bring the file back from a"
                                + " copy.",
                        e);
            }
            throw e;
        }
    }
}
