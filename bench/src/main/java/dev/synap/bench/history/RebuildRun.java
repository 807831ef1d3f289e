package dev.synap.bench.history;

import dev.synap.bench.load.Sample;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.sample.StoredLog;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.rebuild.Rebuild;
import dev.synap.store.rebuild.Rebuilds;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * One rebuild of everything.
 *
 * @param sample events, all of them together
 * @param earlyBytes in use on the heap after a collection, at a tenth of the way
 * @param lateBytes the same at nine tenths
 */
record RebuildRun(Sample sample, long earlyBytes, long lateBytes) {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final String COUNT_ROWS = """
            SELECT count(*) FILTER (WHERE version = %d)
            FROM (SELECT version FROM notes
                  UNION ALL SELECT version FROM tasks
                  UNION ALL SELECT version FROM projects
                  UNION ALL SELECT version FROM comments
                  UNION ALL SELECT version FROM relations
                  UNION ALL SELECT version FROM entities) r
            """.formatted(StoredLog.EVENTS_PER_SUBJECT);

    /**
     * Runs it.
     *
     * @throws IllegalStateException when it fails, or the rows are not those of the log
     */
    static RebuildRun of(Rebuilds rebuilds, DatabaseSettings database, StoredLog stored) throws Exception {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long start = System.nanoTime();
        Rebuild rebuild = rebuilds.request(Rebuilds.ALL, "bench");
        long early = 0;
        long late = 0;
        while (rebuild.status() == Rebuild.Status.RUNNING) {
            double share = rebuild.eventsDone() / (double) stored.size();
            if (early == 0 && share >= 0.1) {
                memory.gc();
                early = memory.getHeapMemoryUsage().getUsed();
            }
            if (late == 0 && share >= 0.9) {
                memory.gc();
                late = memory.getHeapMemoryUsage().getUsed();
            }
            Thread.sleep(PAUSE);
            rebuild = rebuilds.find(rebuild.id()).orElseThrow();
        }
        Sample sample = Sample.withoutCalls(stored.size(), System.nanoTime() - start);
        if (rebuild.status() != Rebuild.Status.DONE) {
            throw new IllegalStateException("the rebuild failed: " + rebuild.error());
        }
        check(database, stored);
        return new RebuildRun(sample, early, late);
    }

    /** A figure means nothing if the work was not done. */
    private static void check(DatabaseSettings database, StoredLog stored) throws SQLException {
        try (Connection connection = BenchPostgres.open(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT_ROWS)) {
            row.next();
            if (row.getLong(1) != stored.subjects()) {
                throw new IllegalStateException("of %,d subjects, %,d have rows with the last version"
                        .formatted(stored.subjects(), row.getLong(1)));
            }
        }
    }
}
