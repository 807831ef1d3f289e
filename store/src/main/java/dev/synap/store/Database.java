package dev.synap.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.synap.core.error.StoreUnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * A PostgreSQL database that holds Synap's tables. Connecting migrates it, makes the partitions for the
 * months ahead, and takes the right to change events away from the role that everything else runs under.
 *
 * <p>Thread-safe.
 */
public final class Database implements AutoCloseable {

    /** The oldest PostgreSQL that Synap runs on. */
    public static final int MINIMUM_VERSION = 15;

    private static final long CONNECT_TIMEOUT_SECONDS = 10;

    // A server that hangs, or somebody who keeps a head row locked, must not hold up a lane for good.
    private static final long SOCKET_TIMEOUT_SECONDS = 30;
    private static final long LOCK_TIMEOUT_SECONDS = 5;

    /**
     * How long a write may fall silent. One that stops in its midst must not keep a workspace locked: its write is
     * undone before those who wait for it give up.
     */
    public static final long SILENCE_TIMEOUT_SECONDS = 4;

    private final DatabaseSettings settings;
    private final String runtimeRole;
    private final Partitions partitions;
    private final HikariDataSource pool;

    private Database(DatabaseSettings settings, String runtimeRole, Partitions partitions) {
        this.settings = settings;
        this.runtimeRole = runtimeRole;
        this.partitions = partitions;
        this.pool = new HikariDataSource(poolConfig());
    }

    /**
     * Connects, and brings the tables up to date.
     *
     * @throws StoreUnavailableException when the database cannot be reached, or is too old
     */
    public static Database connect(DatabaseSettings settings) {
        try (Connection owner = open(settings)) {
            checkVersion(owner.getMetaData().getDatabaseMajorVersion());
            lockForSetUp(owner);
            Flyway.configure()
                    .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            String role = RuntimeRole.prepare(owner);
            Partitions partitions = new Partitions(role);
            partitions.createAhead(owner);
            RuntimeRole.limit(owner, role);
            return new Database(settings, role, partitions);
        } catch (SQLException | FlywayException | PoolInitializationException e) {
            throw new StoreUnavailableException(
                    "cannot use the database at " + settings.jdbcUrl() + ": " + e.getMessage(), e);
        }
    }

    static void checkVersion(int version) {
        if (version < MINIMUM_VERSION) {
            throw new StoreUnavailableException(
                    "PostgreSQL " + version + " is too old; Synap needs " + MINIMUM_VERSION + " or newer", null);
        }
    }

    /** Pooled connections under the runtime role, in autocommit mode. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * A connection of its own for one appender, under the runtime role. Its plans are made once and go by
     * index: an append joins a few given rows to large tables, and a plan made while those were empty
     * would read them whole ever after.
     */
    public Connection openForAppends() throws SQLException {
        return openAlone(
                "SET lock_timeout = '" + LOCK_TIMEOUT_SECONDS + "s'",
                "SET idle_in_transaction_session_timeout = '" + SILENCE_TIMEOUT_SECONDS + "s'",
                "SET plan_cache_mode = force_generic_plan",
                "SET enable_seqscan = off",
                "SET enable_hashjoin = off",
                "SET enable_mergejoin = off");
    }

    /**
     * A connection of its own under the runtime role, in autocommit mode, for what is brief and may be lost in a
     * crash: its commits do not wait for the disk.
     */
    public Connection openSession() throws SQLException {
        return openAlone("SET synchronous_commit = off");
    }

    /**
     * A connection of its own as the owner of the tables, in autocommit mode: to make tables, and to put them in the
     * place of others. Whatever else is done, is done under the runtime role.
     */
    public Connection openAsOwner() throws SQLException {
        return open(settings);
    }

    /** Unpooled connections under the runtime role, in autocommit mode, that find tables in this schema first. */
    public DataSource dataSource(String schema) {
        return new SchemaSource(settings, runtimeRole, schema);
    }

    /** Lets the runtime role work with these tables of a schema, as part of the owner's transaction. */
    public void openToRuntimeRole(Connection owner, String schema, List<String> tables) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + runtimeRole);
            for (String table : tables) {
                statement.execute(
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON %s.%s TO %s".formatted(schema, table, runtimeRole));
            }
        }
    }

    private Connection openAlone(String... modes) throws SQLException {
        Connection connection = open(settings, Map.of("socketTimeout", Long.toString(SOCKET_TIMEOUT_SECONDS)));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + runtimeRole);
            for (String mode : modes) {
                statement.execute(mode);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes the partitions for this month and the months ahead, where they are missing. */
    public void createPartitions() throws SQLException {
        try (Connection owner = open(settings)) {
            partitions.createAhead(owner);
        }
    }

    /** Makes the partition that takes what is recorded at this time, where it is missing. */
    public void createPartition(Instant recordedAt) throws SQLException {
        try (Connection owner = open(settings)) {
            partitions.create(owner, YearMonth.from(recordedAt.atOffset(ZoneOffset.UTC)));
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Nodes that start together set up one after the other; the lock goes with the connection. */
    private static void lockForSetUp(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('synap set-up'))");
        }
    }

    private HikariConfig poolConfig() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("synap");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(CONNECT_TIMEOUT_SECONDS));
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.setConnectionInitSql("SET ROLE " + runtimeRole);
        return config;
    }

    private static Connection open(DatabaseSettings settings) throws SQLException {
        return open(settings, Map.of());
    }

    private static Connection open(DatabaseSettings settings, Map<String, String> more) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(more);
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT_SECONDS));
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "synap");
        return DriverManager.getConnection(settings.jdbcUrl(), properties);
    }
}
