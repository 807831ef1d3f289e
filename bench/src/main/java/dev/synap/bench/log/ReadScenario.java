package dev.synap.bench.log;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.report.Goal;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Histories, pages by every index, one event, the whole log: against the same SELECT read by plain JDBC. */
final class ReadScenario implements Scenario<LogScale> {

    private static final Goal GOAL = Goal.atLeast(0.7);
    private static final List<Integer> LENGTHS = List.of(10, 100, 1_000);
    private static final int CASES = 12;
    private static final int CHECKED_CALLS = 20;
    private static final long LOADED_PER_SECOND = 15_000;

    @Override
    public String name() {
        return "read";
    }

    @Override
    public Duration estimate(LogScale scale) {
        return scale.times()
                .reads()
                .total(2)
                .multipliedBy(CASES)
                .plusSeconds(scale.counts().readEvents() / LOADED_PER_SECOND + 3);
    }

    @Override
    public void run(Stage<LogScale> stage) throws Exception {
        ReadData data = new ReadData(stage.scale().counts().readEvents());
        DatabaseSettings database = stage.postgres().createDatabase("read");
        try (OpenLog log = new OpenLog(database);
                Connection connection = BenchPostgres.open(database);
                Connection cursor = BenchPostgres.open(database)) {
            stage.progress().step("loading %,d events to read".formatted(data.size()));
            data.appendTo(log.events());
            tidy(connection);
            for (ReadCase each : cases(log, data)) {
                measure(stage, each, connection, data);
            }
            measure(stage, ReadCase.replay(log.events()), cursor, data);
        }
        stage.postgres().dropDatabase("read");
    }

    private static List<ReadCase> cases(OpenLog log, ReadData data) {
        List<ReadCase> cases = new ArrayList<>();
        LENGTHS.forEach(length -> cases.add(ReadCase.history(log.events(), data, length)));
        ReadCase.pageQueries(data).forEach(query -> cases.add(ReadCase.page(log.events(), data, query)));
        cases.add(ReadCase.byId(log.events(), data));
        return cases;
    }

    private static void measure(Stage<LogScale> stage, ReadCase each, Connection connection, ReadData data)
            throws Exception {
        stage.progress().step(each.name());
        checkSameAnswers(each.name(), each.synap().get(), each.raw().on(connection));
        Comparison comparison = Stage.readRounds(stage.scale().times().reads())
                .alternate(
                        Side.single(each.synap().get()), Side.single(each.raw().on(connection)));
        stage.add(comparison.throughput(
                each.name(),
                "events/s",
                GOAL,
                Stage.settings(
                        "threads",
                        "1",
                        "storedEvents",
                        Integer.toString(data.size()),
                        "fetchSize",
                        each.name().equals("full replay") ? Integer.toString(ReadCase.FETCH_SIZE) : "all",
                        "baseline",
                        "the same SELECT, prepared, on a connection of its own, each column read into a local")));
    }

    /** A comparison means nothing if the two sides do not read the same. */
    private static void checkSameAnswers(String name, Worker synap, Worker raw) throws Exception {
        int calls = name.equals("full replay") ? 1 : CHECKED_CALLS;
        for (int i = 0; i < calls; i++) {
            long ours = synap.work();
            long theirs = raw.work();
            if (ours != theirs) {
                throw new IllegalStateException("%s: Synap read %d events and JDBC %d".formatted(name, ours, theirs));
            }
        }
    }

    static void tidy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        }
    }
}
