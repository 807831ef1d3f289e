package dev.synap.bench.postgres;

import dev.synap.bench.report.CpuTime;
import dev.synap.bench.report.Machine;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.postgres.LocalPostgres;
import dev.synap.store.postgres.LocalPostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL server that both sides use, each in databases of its own. */
public final class BenchPostgres implements AutoCloseable {

    /** Room for the baseline, which needs a connection for each thread. */
    private static final int MAX_CONNECTIONS = 300;

    private static final String PREFIX = "synap_bench_";
    private static final List<String> REPORTED = List.of(
            "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size", "wal_compression");

    private final DatabaseUrl url;
    private final @Nullable LocalPostgres local;
    private final @Nullable Path dataDir;
    private final List<String> databases = new ArrayList<>();

    private BenchPostgres(DatabaseUrl url, @Nullable LocalPostgres local, @Nullable Path dataDir) {
        this.url = url;
        this.local = local;
        this.dataDir = dataDir;
    }

    /** Starts the bundled PostgreSQL with Synap's own settings; closing it deletes its data. */
    public static BenchPostgres start(Path dataDir, Consumer<String> progress) {
        LocalPostgres local = LocalPostgres.start(LocalPostgresSettings.at(dataDir)
                .with("max_connections", Integer.toString(MAX_CONNECTIONS))
                .withProgress(progress));
        DatabaseUrl url = new DatabaseUrl(
                local.jdbcUrl("").replaceFirst("\\?.*", ""), "postgres", local.user(), local.password());
        return new BenchPostgres(url, local, dataDir);
    }

    /** Uses a server that runs already; closing drops the databases that were made. */
    public static BenchPostgres at(DatabaseUrl url) {
        return new BenchPostgres(url, null, null);
    }

    /** Makes an empty database; an old one of the same name is dropped. */
    public DatabaseSettings createDatabase(String name) throws SQLException {
        return createDatabase(name, "template1");
    }

    /** Makes a copy of a database that nobody is connected to. */
    public DatabaseSettings createCopy(String name, String of) throws SQLException {
        return createDatabase(name, PREFIX + of);
    }

    private DatabaseSettings createDatabase(String name, String template) throws SQLException {
        String database = PREFIX + name;
        dropDatabase(name);
        execute("CREATE DATABASE " + database + " TEMPLATE " + template);
        databases.add(name);
        return DatabaseSettings.of(url.server() + database, url.user(), url.password());
    }

    /** Drops a database, to give its room back; connections to it are cut. */
    public void dropDatabase(String name) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + PREFIX + name + " WITH (FORCE)");
        databases.remove(name);
    }

    /** Drops all databases that were made. */
    public void dropDatabases() throws SQLException {
        for (String name : List.copyOf(databases)) {
            dropDatabase(name);
        }
    }

    /** A new connection of pgjdbc, with no pool. */
    public static Connection open(DatabaseSettings database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** Writes out what is dirty. */
    public void checkpoint() throws SQLException {
        execute("CHECKPOINT");
    }

    /** The machine with what matters of this server, as the server itself says it. */
    public Machine describe(Machine machine) throws SQLException {
        Machine described = machine.with("PostgreSQL", ask("SHOW server_version") + (local == null ? "" : ", bundled"));
        for (String setting : REPORTED) {
            described = described.with(setting, ask("SHOW " + setting));
        }
        return dataDir == null ? described : described.with("disk", disk(dataDir));
    }

    private static String disk(Path directory) {
        try {
            return Files.getFileStore(directory).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The CPU time that the server has taken so far, of all its processes, in seconds.
     *
     * @return empty when it runs on another machine
     */
    public OptionalDouble cpuSeconds() throws SQLException, IOException {
        try (Connection connection = openAdmin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return CpuTime.ofServerOf(row.getLong(1));
        }
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = openAdmin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String command) throws SQLException {
        try (Connection connection = openAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private Connection openAdmin() throws SQLException {
        return DriverManager.getConnection(url.server() + url.database(), url.user(), url.password());
    }

    @Override
    public void close() throws SQLException, IOException {
        if (local == null || dataDir == null) {
            dropDatabases();
            return;
        }
        local.close();
        try (Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
