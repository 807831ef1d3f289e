package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

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

    private static final String DATABASE = "synap";

    private final PostgresBinaries binaries;
    private final Cluster cluster;
    private final Postmaster postmaster;
    private final ServerStart start;
    private final DataDirLock lock;
    private final ReentrantLock closing = new ReentrantLock();
    private volatile PostmasterPid server;
    private boolean closed;

    private LocalPostgres(ServerStart start, PostmasterPid server, DataDirLock lock) {
        this.binaries = start.binaries();
        this.cluster = start.cluster();
        this.postmaster = start.postmaster();
        // Whoever holds the URL must find it there again.
        this.start = start.at(server.port());
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
            makeDirectory(settings.dataDir());
            // The real path, since the system names a process's directory by it.
            Path dataDir = settings.dataDir().toRealPath();
            DataDirLock lock = DataDirLock.acquire(dataDir);
            try {
                return start(settings, dataDir, lock);
            } catch (IOException | SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw new PostgresStartException(
                    "The user " + System.getProperty("user.name") + " may not use "
                            + e.getFile() + ". Run Synap as the owner of " + settings.dataDir()
                            + ", or choose another data directory.",
                    e);
        } catch (IOException | SQLException e) {
            throw new PostgresStartException("PostgreSQL could not be started in " + settings.dataDir() + ": " + e, e);
        }
    }

    private static void makeDirectory(Path dataDir) throws IOException {
        try {
            DurableFiles.createPrivateDirectories(dataDir);
        } catch (FileAlreadyExistsException e) {
            throw new PostgresStartException(
                    e.getFile() + " is a file: choose another data directory than " + dataDir + ".", e);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new PostgresStartException(
                    "No directory can be made in " + Path.of(e.getFile()).getParent()
                            + ": choose another data directory than " + dataDir + ".",
                    e);
        }
    }

    private static LocalPostgres start(LocalPostgresSettings settings, Path dataDir, DataDirLock lock)
            throws IOException, SQLException {
        PostgresBinaries binaries = settings.binDir().isPresent()
                ? PostgresBinaries.in(settings.binDir().get())
                : BundledBinaries.forThisMachine().unpackInto(settings.cacheDir(), settings.progress());
        Cluster cluster = Cluster.openOrCreate(dataDir, binaries, settings.progress());
        Postmaster postmaster = new Postmaster(binaries, cluster, settings.startLimit(), settings.stopLimit());
        ServerStart start = new ServerStart(settings, binaries, cluster, postmaster);
        PostmasterPid server = start.takeOverOrStart();
        try {
            Databases databases = new Databases(cluster, server.port());
            databases.checkIdentity();
            databases.createIfMissing(DATABASE);
        } catch (IOException | SQLException | RuntimeException e) {
            postmaster.stop(server.pid());
            throw e;
        }
        return new LocalPostgres(start, server, lock);
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
     * Starts the server again, on the same port, if it has died, as when the system ran out of memory and killed it.
     * Nothing happens while it runs, or after {@link #close}.
     *
     * @return whether it had died
     * @throws PostgresStartException if it cannot be started; a later call may succeed
     */
    public boolean restartIfDead() {
        closing.lock();
        try {
            if (closed || postmaster.runs(server.pid())) {
                return false;
            }
            server = start.takeOverOrStart();
            return true;
        } catch (IOException | SQLException e) {
            throw new PostgresStartException("PostgreSQL could not be started again: " + e, e);
        } finally {
            closing.unlock();
        }
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
