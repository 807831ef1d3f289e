package dev.synap.bench.log;

import dev.synap.bench.load.Load;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** How much room an event takes, with all tables and indexes that it is in. */
final class DiskScenario implements Scenario<LogScale> {

    private static final String BYTES = """
            SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)
            FROM pg_class c
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
                AND c.relname <> 'flyway_schema_history'
            """;

    private static final long STORED_PER_SECOND = 4_000;

    private final SampleEvents events = new SampleEvents();

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Duration estimate(LogScale scale) {
        return Duration.ofSeconds(2L * scale.counts().diskEvents() / STORED_PER_SECOND + 3);
    }

    @Override
    public void run(Stage<LogScale> stage) throws Exception {
        int count = stage.scale().counts().diskEvents();
        int threads = stage.scale().counts().connections();
        stage.progress().step("disk, %,d single appends to each side".formatted(count));
        DatabaseSettings synap = stage.postgres().createDatabase("disk_synap");
        DatabaseSettings raw = stage.postgres().createDatabase("disk_raw");
        RawTable.create(raw, Subjects.WORKSPACES);
        try (OpenLog log = new OpenLog(synap)) {
            Load.runUnits(SynapAppends.fresh(log.events(), events, "d", threads, Subjects.WORKSPACES), count);
        }
        try (RawAppends appends = new RawAppends(raw, events, "d", threads, Subjects.WORKSPACES)) {
            Load.runUnits(appends, count);
        }
        stage.add(Measurement.of(
                "disk, per event",
                "bytes",
                bytesPerEvent(synap),
                bytesPerEvent(raw),
                Stage.settings(
                        "events",
                        Integer.toString(count),
                        "dataBytes",
                        Integer.toString(SampleEvents.DATA_BYTES),
                        "counted",
                        "all tables with their indexes and TOAST, after VACUUM",
                        "baseline",
                        "a table with a primary key and an index by subject, and the heads")));
        stage.postgres().dropDatabase("disk_synap");
        stage.postgres().dropDatabase("disk_raw");
    }

    private static double bytesPerEvent(DatabaseSettings database) throws SQLException {
        try (Connection connection = BenchPostgres.open(database)) {
            ReadScenario.tidy(connection);
            return number(connection, BYTES) / (double) number(connection, "SELECT count(*) FROM event");
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
