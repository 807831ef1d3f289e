package dev.synap.bench.write;

import dev.synap.bench.load.Sample;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.sample.StoredLog;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.feed.Feed;
import dev.synap.store.feed.FeedSettings;
import dev.synap.store.projection.Projections;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the projections from the first event of a stored log to its last one, through the feed.
 *
 * @param sample events, all of them together
 * @param liveBytes in use on the heap after a collection, at a tenth, half and nine tenths of the way
 */
record CatchUp(Sample sample, List<Long> liveBytes) {

    private static final List<Double> LOOKS = List.of(0.1, 0.5, 0.9);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** How many rows stand at the version that all subjects have come to. */
    private static final String COUNT_ROWS = """
            SELECT count(*) FILTER (WHERE version = %d), count(*)
            FROM (SELECT version FROM notes
                  UNION ALL SELECT version FROM tasks
                  UNION ALL SELECT version FROM projects
                  UNION ALL SELECT version FROM comments
                  UNION ALL SELECT version FROM relations
                  UNION ALL SELECT version FROM entities) r
            """.formatted(StoredLog.EVENTS_PER_SUBJECT);

    CatchUp {
        liveBytes = List.copyOf(liveBytes);
    }

    /**
     * Runs it on a database that has the log and no projections yet.
     *
     * @throws IllegalStateException when it takes too long, or the rows are not those of the log
     */
    static CatchUp run(DatabaseSettings database, StoredLog stored) throws Exception {
        try (OpenLog log = new OpenLog(database);
                Feed feed =
                        new Feed(log.database(), log.events(), List.of(new Projections()), FeedSettings.defaults())) {
            long start = System.nanoTime();
            feed.start();
            List<Long> liveBytes = look(feed, stored, start);
            for (int i = 0; i < Subjects.WORKSPACES; i++) {
                if (!feed.await(Projections.NAME, Subjects.workspace(i), stored.positions(), PATIENCE)) {
                    throw new IllegalStateException("the projections came no further than %,d of %,d events"
                            .formatted(handled(feed), stored.size()));
                }
            }
            Sample sample = Sample.withoutCalls(stored.size(), System.nanoTime() - start);
            check(database, stored);
            return new CatchUp(sample, liveBytes);
        }
    }

    private static List<Long> look(Feed feed, StoredLog stored, long start) throws InterruptedException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        List<Long> liveBytes = new ArrayList<>();
        for (double share : LOOKS) {
            while (handled(feed) < share * stored.size() && System.nanoTime() - start < PATIENCE.toNanos()) {
                Thread.sleep(PAUSE);
            }
            memory.gc();
            liveBytes.add(memory.getHeapMemoryUsage().getUsed());
        }
        return liveBytes;
    }

    private static long handled(Feed feed) {
        long events = 0;
        for (int i = 0; i < Subjects.WORKSPACES; i++) {
            events += feed.position(Projections.NAME, Subjects.workspace(i));
        }
        return events;
    }

    /** A figure means nothing if the work was not done. */
    private static void check(DatabaseSettings database, StoredLog stored) throws SQLException {
        try (Connection connection = BenchPostgres.open(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT_ROWS)) {
            row.next();
            if (row.getLong(1) != stored.subjects() || row.getLong(2) != stored.subjects()) {
                throw new IllegalStateException("of %,d subjects, %,d have rows, and %,d of those the last version"
                        .formatted(stored.subjects(), row.getLong(2), row.getLong(1)));
            }
        }
    }
}
