package dev.synap.store.rebuild;

import dev.synap.store.rebuild.RebuildTable.Held;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs of life of whoever works on a rebuild, until it is closed. */
final class Beat implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Beat.class);
    private static final int BEATS_PER_LEASE = 4;

    private final Thread thread;

    private Beat(Thread thread) {
        this.thread = thread;
    }

    static Beat start(RebuildTable table, Held held, Duration lease) {
        return new Beat(Thread.ofVirtual().name("rebuild-beat").start(() -> beat(table, held, lease)));
    }

    private static void beat(RebuildTable table, Held held, Duration lease) {
        try {
            while (true) {
                Thread.sleep(lease.dividedBy(BEATS_PER_LEASE));
                try {
                    if (!table.beat(held, lease)) {
                        return;
                    }
                } catch (SQLException e) {
                    log.debug("no sign of life: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
