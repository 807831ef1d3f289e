package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that Synap runs for itself, with all data in one directory.
 *
 * <pre>{@code
 * try (LocalPostgres postgres = LocalPostgres.start(LocalPostgresSettings.at(dataDir))) {
 *     DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address only, asks for a password, and keeps every committed transaction
 * through a crash of anything. The server outlives a process of Synap that is killed; the next start in the same
 * directory takes it over as it is. One process at a time owns a directory.
 *
 * <p>Thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final String DATABASE = "synap";
    private static final int PORT_ATTEMPTS = 3;

    private final PostgresBinaries binaries;
    private final Cluster cluster;
    private final Postmaster postmaster;
    private final PostmasterPid server;
    private final DataDirLock lock;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    private LocalPostgres(
            PostgresBinaries binaries, Cluster cluster, Postmaster postmaster, PostmasterPid server, DataDirLock lock) {
        this.binaries = binaries;
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.server = server;
        this.lock = lock;
    }

    /**
     * Starts the server, or takes over the one that a killed process left. Makes the database on first use.
     *
     * @throws DataDirInUseException if another process owns the directory
     * @throws PostgresStartException if the server cannot be started; the message says why and what to do
     */
    public static LocalPostgres start(LocalPostgresSettings settings) {
        try {
            DurableFiles.createPrivateDirectories(settings.dataDir());
            // The real path, since the system names a process's directory by it.
            Path dataDir = settings.dataDir().toRealPath();
            DataDirLock lock = DataDirLock.acquire(dataDir);
            try {
                return start(settings, dataDir, lock);
            } catch (IOException | SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new PostgresStartException("PostgreSQL could not be started in " + settings.dataDir() + ": " + e, e);
        }
    }

    private static LocalPostgres start(LocalPostgresSettings settings, Path dataDir, DataDirLock lock)
            throws IOException, SQLException {
        PostgresBinaries binaries = settings.binDir().isPresent()
                ? PostgresBinaries.in(settings.binDir().get())
                : BundledBinaries.forThisMachine().unpackInto(settings.cacheDir(), settings.progress());
        Cluster cluster = Cluster.openOrCreate(dataDir, binaries, settings.progress());
        Postmaster postmaster = new Postmaster(binaries, cluster, settings.startLimit(), settings.stopLimit());
        boolean lz4 = binaries.accepts(cluster.directory(), "wal_compression", "lz4");

        Optional<PostmasterPid> orphan = postmaster.running();
        if (orphan.isPresent()) {
            PostmasterPid found = orphan.get();
            boolean asWanted = settings.port().orElse(found.port()) == found.port()
                    && Files.readString(cluster.directory().resolve(ServerConf.FILE))
                            .equals(ServerConf.text(found.port(), lz4, settings.overrides()))
                    && binaries.version().equals(new Databases(cluster, found.port()).serverVersion());
            if (asWanted) {
                LOG.info("took over PostgreSQL in {}, process {}", dataDir, found.pid());
                return ready(new LocalPostgres(binaries, cluster, postmaster, found, lock));
            }
            LOG.info("restarting PostgreSQL in {}, process {}, for other settings", dataDir, found.pid());
            postmaster.stop(found.pid());
        }
        settings.progress().accept("starting PostgreSQL " + binaries.version());
        PostmasterPid started = startOnFreePort(settings, cluster, postmaster, lz4);
        try {
            return ready(new LocalPostgres(binaries, cluster, postmaster, started, lock));
        } catch (IOException | SQLException | RuntimeException e) {
            postmaster.stop(started.pid());
            throw e;
        }
    }

    private static PostmasterPid startOnFreePort(
            LocalPostgresSettings settings, Cluster cluster, Postmaster postmaster, boolean lz4) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = LocalPort.choose(settings.port(), cluster.portFile());
            DurableFiles.write(
                    cluster.directory().resolve(ServerConf.FILE), ServerConf.text(port, lz4, settings.overrides()));
            try {
                return postmaster.start();
            } catch (PostgresStartException e) {
                // Another program may have been quicker between the choice and the start.
                if (attempt == PORT_ATTEMPTS
                        || LocalPort.isFree(port)
                        || postmaster.running().isPresent()) {
                    throw e;
                }
            }
        }
    }

    /** Checks by a connection that this is our cluster and our password before anybody relies on it. */
    private static LocalPostgres ready(LocalPostgres postgres) throws IOException, SQLException {
        Databases databases = new Databases(postgres.cluster, postgres.port());
        databases.checkIdentity();
        databases.createIfMissing(DATABASE);
        return postgres;
    }

    /** The URL of Synap's database, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** The URL of any database of this server, without user and password. */
    public String jdbcUrl(String database) {
        return Databases.url(port(), database);
    }

    /** The superuser. */
    public String user() {
        return Cluster.SUPERUSER;
    }

    /** The superuser's password; keep it out of logs. */
    public String password() {
        return cluster.password();
    }

    /** The port on 127.0.0.1; the same from start to start as long as no other program takes it. */
    public int port() {
        return server.port();
    }

    /** PostgreSQL's version, such as {@code 18.4}. */
    public String version() {
        return binaries.version();
    }

    /** The process id of the server's first process. */
    public long postmasterPid() {
        return server.pid();
    }

    /**
     * Stops the server, cutting open connections, and gives the directory back. A second call does nothing.
     *
     * @throws PostgresStartException if the server does not stop
     */
    @Override
    public void close() {
        closing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (lock) {
                postmaster.stop(server.pid());
            }
        } catch (IOException e) {
            throw new PostgresStartException("PostgreSQL could not be stopped: " + e, e);
        } finally {
            closing.unlock();
        }
    }
}
