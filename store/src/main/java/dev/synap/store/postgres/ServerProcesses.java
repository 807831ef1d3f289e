package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The living processes of a cluster's server. Each of them works in the cluster's directory, which tells them
 * from a stranger that happens to have been given the process id of a dead server.
 */
final class ServerProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcesses.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration ORPHANED_BACKENDS_LIMIT = Duration.ofSeconds(10);

    private final Path cluster;

    ServerProcesses(Path cluster) {
        this.cluster = cluster;
    }

    /** Whether a process is alive and belongs to the cluster. */
    boolean owns(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd"))
                    .equals(cluster);
        } catch (IOException deadOrNotOurs) {
            return false;
        }
    }

    /**
     * Clears away what is left of a server whose first process died.
     *
     * <p>Its other processes see that and end by themselves; one that is stuck is killed, for a new server must
     * not share the files with it. Only then, and only if its process id has gone to another program, the pid file
     * is deleted: PostgreSQL would take that program for its server. Every other case it judges best itself.
     */
    void clearAwayDeadServer() throws IOException {
        for (ProcessHandle left : alive()) {
            if (!ended(left.pid(), ORPHANED_BACKENDS_LIMIT)) {
                LOG.warn("killing process {} that a dead PostgreSQL left in {}", left.pid(), cluster);
                left.destroyForcibly();
                ended(left.pid(), ORPHANED_BACKENDS_LIMIT);
            }
        }
        boolean pidIsTaken = PostmasterPid.read(cluster)
                .flatMap(recorded -> ProcessHandle.of(recorded.pid()))
                .isPresent();
        if (pidIsTaken) {
            Files.deleteIfExists(PostmasterPid.file(cluster));
        }
    }

    private List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses().filter(p -> owns(p.pid())).toList();
    }

    /**
     * Waits for the end of a process of the cluster; false if it still lives at the limit. One that is dead but
     * not yet buried by its parent has ended, unlike for {@link ProcessHandle#onExit}.
     */
    boolean ended(long pid, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (owns(pid)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** The time between two looks at what another process is doing. */
    static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException("Interrupted while waiting for PostgreSQL.", e);
        }
    }
}
