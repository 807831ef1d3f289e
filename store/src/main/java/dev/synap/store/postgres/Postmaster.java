package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the server of a cluster, by {@code pg_ctl}.
 *
 * <p>{@code pg_ctl} gives the server a session of its own, so the Ctrl-C of a terminal reaches only us, and we
 * stop the server when we are done with it.
 */
final class Postmaster {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final PostgresBinaries binaries;
    private final Cluster cluster;
    private final ServerProcesses processes;
    private final ServerLog log;
    private final Duration startLimit;
    private final Duration stopLimit;

    Postmaster(PostgresBinaries binaries, Cluster cluster, Duration startLimit, Duration stopLimit) {
        this.binaries = binaries;
        this.cluster = cluster;
        this.processes = new ServerProcesses(cluster.directory());
        this.log = new ServerLog(cluster.logDirectory());
        this.startLimit = startLimit;
        this.stopLimit = stopLimit;
    }

    /**
     * The server that already runs in the cluster, left by a process of Synap that was killed. Waits until it
     * has started, recovered or gone.
     *
     * @throws PostgresStartException if it is neither within the time limit
     */
    Optional<PostmasterPid> running() throws IOException {
        Instant deadline = Instant.now().plus(startLimit);
        while (Instant.now().isBefore(deadline)) {
            Optional<PostmasterPid> recorded = PostmasterPid.read(cluster.directory());
            if (recorded.isEmpty() || !processes.owns(recorded.get().pid())) {
                return Optional.empty();
            }
            if (recorded.get().isReady()) {
                return recorded;
            }
            ServerProcesses.pause();
        }
        throw new PostgresStartException("PostgreSQL in " + cluster.directory()
                + " is running but still not ready after "
                + startLimit.toSeconds() + " s; it may be recovering from a crash. Start again in a while, and it will"
                + " be found.\nThe end of its log in " + cluster.logDirectory() + ":\n" + log.tail());
    }

    /** Whether the server's first process is alive. */
    boolean runs(long pid) {
        return processes.owns(pid);
    }

    /** Starts a server with the settings in the cluster and waits until it takes connections. */
    PostmasterPid start() throws IOException {
        processes.clearAwayDeadServer();
        Files.deleteIfExists(log.startFile());
        Command.Result result = binaries.run(
                startLimit.plus(GRACE),
                "pg_ctl",
                "start",
                "--wait",
                "--silent",
                "--timeout=" + startLimit.toSeconds(),
                "--pgdata=" + cluster.directory(),
                "--log=" + log.startFile());
        // Even after a failure a server may run: a slow one in recovery, or one that a killed process of Synap had
        // just begun to start. Left alone, since stopping a recovery makes it begin again the next time.
        Optional<PostmasterPid> started = running();
        if (started.isPresent()) {
            return started.get();
        }
        throw new PostgresStartException("PostgreSQL did not start in " + cluster.directory() + ". "
                + result.output().strip() + "\nThe end of its log in " + cluster.logDirectory() + ":\n" + log.tail());
    }

    /**
     * Stops the server in order; if it does not end within the time limit, at once, which its log makes good on
     * the next start. Nothing happens if it is already gone.
     */
    void stop(long pid) throws IOException {
        if (!processes.owns(pid)) {
            return;
        }
        if (stop(pid, "fast", stopLimit)) {
            return;
        }
        LOG.warn("PostgreSQL in {} did not stop within {}: stopping it at once", cluster.directory(), stopLimit);
        if (!stop(pid, "immediate", GRACE)) {
            throw new PostgresStartException("PostgreSQL in " + cluster.directory() + " (process " + pid
                    + ") does not stop. The end of its log in " + cluster.logDirectory() + ":\n" + log.tail());
        }
    }

    private boolean stop(long pid, String mode, Duration limit) throws IOException {
        Instant deadline = Instant.now().plus(limit);
        binaries.run(
                limit.plus(GRACE),
                "pg_ctl",
                "stop",
                "--wait",
                "--silent",
                "--mode=" + mode,
                "--timeout=" + limit.toSeconds(),
                "--pgdata=" + cluster.directory());
        // pg_ctl is content when the pid file is gone, which is a moment before the process is.
        Duration left = Duration.between(Instant.now(), deadline);
        return processes.ended(pid, left.plusSeconds(1));
    }
}
