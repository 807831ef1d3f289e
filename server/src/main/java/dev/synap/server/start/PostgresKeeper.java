package dev.synap.server.start;

import dev.synap.store.postgres.LocalPostgres;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Synap's own PostgreSQL again when it has died under a server that runs. Looks each second. */
final class PostgresKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresKeeper.class);

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("postgres-keeper").factory());

    static PostgresKeeper start(LocalPostgres postgres) {
        PostgresKeeper keeper = new PostgresKeeper();
        var _ = keeper.watch.scheduleWithFixedDelay(() -> look(postgres), 1, 1, TimeUnit.SECONDS);
        return keeper;
    }

    private static void look(LocalPostgres postgres) {
        try {
            if (postgres.restartIfDead()) {
                LOG.warn("PostgreSQL had died; it runs again as process {}", postgres.postmasterPid());
            }
        } catch (Exception e) {
            LOG.error("PostgreSQL has died and does not start: {}", String.valueOf(e.getMessage()));
        }
    }

    /** A start under way is left to end: closing PostgreSQL waits for it, and nothing is started after that. */
    @Override
    public void close() {
        watch.shutdown();
    }
}
