package dev.synap.store.feed;

import dev.synap.store.Database;
import dev.synap.store.KeptConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's sign of life, and its hints to others, over a connection that does nothing else: neither waits
 * for a pool, nor for a disk.
 *
 * <p>Thread-safe.
 */
final class NodeSession implements AutoCloseable {

    static final String CHANNEL = "synap_feed";

    private static final Logger log = LoggerFactory.getLogger(NodeSession.class);
    private static final int BEATS_PER_LEASE = 4;
    private static final long BETWEEN_HINTS_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int MAX_PAYLOAD = 7_500;

    // By primary key.
    private static final String BEAT = """
            INSERT INTO node (node_id, expires_at) VALUES (?, clock_timestamp() + ? * interval '1 millisecond')
            ON CONFLICT (node_id) DO UPDATE SET expires_at = EXCLUDED.expires_at
            """;

    private static final String PEERS =
            "SELECT node_id FROM node WHERE node_id <> ? AND expires_at > clock_timestamp()";

    private static final String BURY = "DELETE FROM node WHERE expires_at < clock_timestamp() - interval '1 minute'";

    private static final String LEAVE = "DELETE FROM node WHERE node_id = ?";

    private final KeptConnection connection;
    private final String nodeId;
    private final long leaseMillis;
    private final Runnable peerGone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> hints = new LinkedHashMap<>();
    private final Thread thread = Thread.ofVirtual().name("feed-node").unstarted(this::run);
    private volatile Set<String> peers = Set.of();
    private boolean closed;

    /**
     * @param peerGone told when a node that was alive no longer is
     */
    NodeSession(Database database, String nodeId, Duration leaseFor, Runnable peerGone) {
        this.connection = new KeptConnection(database::openSession);
        this.nodeId = nodeId;
        this.leaseMillis = leaseFor.toMillis();
        this.peerGone = peerGone;
    }

    /** Returns when the node counts as alive. */
    void start() throws SQLException {
        beat();
        thread.start();
    }

    boolean hasPeers() {
        return !peers.isEmpty();
    }

    /** Lets other nodes know how far a workspace's log reaches, soon, if all goes well. */
    void hint(String workspaceId, long position) {
        lock.lock();
        try {
            hints.merge(workspaceId, position, Math::max);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long beatNanos = TimeUnit.MILLISECONDS.toNanos(leaseMillis / BEATS_PER_LEASE);
        long nextBeat = System.nanoTime() + beatNanos;
        while (true) {
            try {
                Map<String, Long> toSend = awaitHints(nextBeat);
                if (isClosed()) {
                    return;
                }
                if (System.nanoTime() - nextBeat >= 0) {
                    nextBeat = System.nanoTime() + beatNanos;
                    beat();
                }
                send(toSend);
            } catch (SQLException e) {
                log.warn("node {} cannot reach the database: {}", nodeId, e.getMessage());
                connection.drop();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Map<String, Long> awaitHints(long until) throws InterruptedException {
        lock.lock();
        try {
            long left = until - System.nanoTime();
            while (hints.isEmpty() && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            Map<String, Long> taken = Map.copyOf(hints);
            hints.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void beat() throws SQLException {
        Connection open = connection.open();
        try (PreparedStatement beat = open.prepareStatement(BEAT);
                PreparedStatement bury = open.prepareStatement(BURY);
                PreparedStatement alive = open.prepareStatement(PEERS)) {
            beat.setString(1, nodeId);
            beat.setLong(2, leaseMillis);
            beat.executeUpdate();
            bury.executeUpdate();
            alive.setString(1, nodeId);
            Set<String> found = new HashSet<>();
            try (ResultSet row = alive.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            boolean gone = !found.containsAll(peers);
            peers = Set.copyOf(found);
            if (gone) {
                peerGone.run();
            }
        }
    }

    private void send(Map<String, Long> heads) throws SQLException {
        if (heads.isEmpty() || !hasPeers()) {
            return;
        }
        List<StringBuilder> payloads = new ArrayList<>();
        heads.forEach((workspaceId, position) -> {
            if (payloads.isEmpty() || payloads.getLast().length() + workspaceId.length() > MAX_PAYLOAD) {
                payloads.add(new StringBuilder(nodeId));
            }
            payloads.getLast().append(' ').append(workspaceId).append(' ').append(position);
        });
        try (PreparedStatement notify = connection.open().prepareStatement("SELECT pg_notify(?, ?)")) {
            for (StringBuilder payload : payloads) {
                notify.setString(1, CHANNEL);
                notify.setString(2, payload.toString());
                notify.execute();
            }
        }
        // What comes up meanwhile goes together.
        LockSupport.parkNanos(BETWEEN_HINTS_NANOS);
    }

    /** Says that the node is gone, so that others take over at once. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
            try (PreparedStatement leave = connection.open().prepareStatement(LEAVE)) {
                leave.setString(1, nodeId);
                leave.executeUpdate();
            }
        } catch (SQLException e) {
            log.debug("node {} could not sign off: {}", nodeId, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.drop();
        }
    }
}
