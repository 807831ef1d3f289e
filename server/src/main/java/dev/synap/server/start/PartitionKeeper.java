package dev.synap.server.start;

import dev.synap.store.Database;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the partitions of the months ahead while a server runs for months. */
final class PartitionKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);

    private final ScheduledExecutorService daily = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("partitions").factory());

    static PartitionKeeper start(Database database) {
        PartitionKeeper keeper = new PartitionKeeper();
        var _ = keeper.daily.scheduleWithFixedDelay(() -> createPartitions(database), 1, 1, TimeUnit.DAYS);
        return keeper;
    }

    private static void createPartitions(Database database) {
        try {
            database.createPartitions();
        } catch (Exception e) {
            // There are partitions for months: tomorrow is soon enough.
            LOG.warn("partitions for the months ahead could not be made: {}", e.toString());
        }
    }

    @Override
    public void close() {
        daily.shutdownNow();
    }
}
