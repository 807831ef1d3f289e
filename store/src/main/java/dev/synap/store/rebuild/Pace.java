package dev.synap.store.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Lets a rebuild take all there is of the machine while nobody writes, and rest while somebody does, whichever node
 * they write to: then all workers together keep half of a processor busy. Thread-safe.
 */
final class Pace {

    /** More events than this in a second are written by many, or by somebody in a hurry. */
    private static final double BUSY_PER_SECOND = 50;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    // All of the table, a row for each workspace: no index would be shorter.
    private static final String APPENDED = "SELECT coalesce(sum(position), 0) FROM workspace_head";

    private final DataSource dataSource;
    private final int workers;
    private long lookedAt;
    private long appended;
    private boolean busy;

    Pace(DataSource dataSource, int workers) throws SQLException {
        this.dataSource = dataSource;
        this.workers = workers;
        this.appended = appended();
        this.lookedAt = System.nanoTime();
    }

    /**
     * Rests as long as it takes that others get their turn; not at all while nobody writes.
     *
     * @param worked how long one worker has worked since it last rested
     * @throws InterruptedException when the thread is interrupted, or was before
     */
    void rest(Duration worked) throws SQLException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the rebuild is to stop");
        }
        if (isBusy()) {
            Duration rest = worked.multipliedBy(2L * workers - 1);
            Thread.sleep(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
        }
    }

    private synchronized boolean isBusy() throws SQLException {
        long now = System.nanoTime();
        long passed = now - lookedAt;
        if (passed >= BETWEEN_LOOKS.toNanos()) {
            long current = appended();
            busy = (current - appended) * 1e9 / passed > BUSY_PER_SECOND;
            appended = current;
            lookedAt = now;
        }
        return busy;
    }

    private long appended() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(APPENDED);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
