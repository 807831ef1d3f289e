package dev.synap.store.feed;

import dev.synap.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for other nodes' hints over a connection of its own. Nothing depends on it but how soon work begins. */
final class HintListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HintListener.class);
    private static final int LISTEN_MILLIS = 500;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Database database;
    private final String nodeId;
    private final ObjLongConsumer<String> hinted;
    private final Thread thread = Thread.ofVirtual().name("feed-hints").unstarted(this::run);
    private volatile boolean closed;

    /**
     * @param hinted told of each workspace that another node hints at, and how far its log reaches
     */
    HintListener(Database database, String nodeId, ObjLongConsumer<String> hinted) {
        this.database = database;
        this.nodeId = nodeId;
        this.hinted = hinted;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (Connection connection = database.openSession()) {
                listen(connection);
            } catch (SQLException e) {
                log.warn("node {} hears no hints for now: {}", nodeId, e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + NodeSession.CHANNEL);
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] heard = postgres.getNotifications(LISTEN_MILLIS);
            if (heard != null) {
                for (PGNotification each : heard) {
                    pass(each.getParameter());
                }
            }
        }
    }

    private void pass(String payload) {
        String[] words = payload.split(" ");
        if (!words[0].equals(nodeId)) {
            for (int i = 1; i + 1 < words.length; i += 2) {
                hinted.accept(words[i], Long.parseLong(words[i + 1]));
            }
        }
    }

    /** Hears nothing more; the connection goes a moment later. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
