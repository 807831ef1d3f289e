package dev.synap.store.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real PostgreSQL that tests share: one server for each version and JVM, as durable as in earnest, started
 * when first asked for and gone with its data when the JVM exits. Its data is under {@code target}.
 *
 * <p>Thread-safe.
 */
public final class TestPostgres {

    private static final Path DEBIAN_15 = Path.of("/usr/lib/postgresql/15/bin");
    private static final TestPostgres BUNDLED = new TestPostgres("bundled", Optional.empty());
    private static final TestPostgres VERSION_15 = new TestPostgres("15", Optional.of(DEBIAN_15));

    private final String name;
    private final Optional<Path> binDir;
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable LocalPostgres server;

    private TestPostgres(String name, Optional<Path> binDir) {
        this.name = name;
        this.binDir = binDir;
    }

    /** The PostgreSQL that Synap brings along. */
    public static TestPostgres bundled() {
        return BUNDLED;
    }

    /** Debian's PostgreSQL 15, the oldest that Synap runs on; empty where it is not installed. */
    public static Optional<TestPostgres> debian15() {
        return Files.isExecutable(DEBIAN_15.resolve("postgres")) ? Optional.of(VERSION_15) : Optional.empty();
    }

    /** Each version there is on this machine, for a {@code @MethodSource}. */
    public static Stream<TestPostgres> everyVersion() {
        return Stream.concat(Stream.of(BUNDLED), debian15().stream());
    }

    /** Makes an empty database; the URL carries user and password. */
    public String createDatabase() {
        LocalPostgres running = server();
        String database = "test_" + databases.incrementAndGet();
        try (Connection connection =
                        DriverManager.getConnection(running.jdbcUrl(), running.user(), running.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + database);
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return running.jdbcUrl(database) + "?user=" + running.user() + "&password=" + running.password();
    }

    /** The server itself. Do not close it: others use it too. */
    public synchronized LocalPostgres server() {
        if (server == null) {
            server = startInFreeDirectory();
        }
        return server;
    }

    /** Another JVM may run tests in the same module, so a directory in use is left to it. */
    private LocalPostgres startInFreeDirectory() {
        for (int number = 1; ; number++) {
            Path dataDir =
                    Path.of("target", "test-postgres", name + "-" + number).toAbsolutePath();
            LocalPostgresSettings settings = LocalPostgresSettings.at(dataDir);
            try {
                LocalPostgres started =
                        LocalPostgres.start(binDir.map(settings::withBinDir).orElse(settings));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndDelete(started, dataDir)));
                return started;
            } catch (DataDirInUseException e) {
                continue;
            }
        }
    }

    private static void stopAndDelete(LocalPostgres server, Path dataDir) {
        server.close();
        try {
            DurableFiles.deleteTree(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL " + name;
    }
}
