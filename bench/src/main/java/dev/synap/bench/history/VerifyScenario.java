package dev.synap.bench.history;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Load;
import dev.synap.bench.load.Sample;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.load.Side;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.postgres.RawSelect;
import dev.synap.bench.report.Goal;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.StoredLog;
import dev.synap.bench.sample.Subjects;
import dev.synap.core.log.Verification;
import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every event of a log checked against the hash chain, beside reading the same events. */
final class VerifyScenario implements Scenario<HistoryScale> {

    private static final Goal GOAL = Goal.atLeast(200_000).ofValue("events/s");
    private static final int FETCH_SIZE = 1_000;
    private static final int WORKSPACES = 1;
    private static final double LOADED_PER_SECOND = 20_000;
    private static final double CHECKED_PER_SECOND = 100_000;
    private static final String DATABASE = "verify";

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public Duration estimate(HistoryScale scale) {
        double seconds =
                scale.events() / LOADED_PER_SECOND + 2 * (scale.rounds() + 1) * scale.events() / CHECKED_PER_SECOND;
        return Duration.ofSeconds((long) seconds + 3);
    }

    @Override
    public void run(Stage<HistoryScale> stage) throws Exception {
        StoredLog stored =
                new StoredLog(stage.scale().events(), WORKSPACES, StoredLog.Life.ofNotes(new SampleEvents()));
        DatabaseSettings database = stage.postgres().createDatabase(DATABASE);
        List<Sample> ours = new ArrayList<>();
        List<Sample> baseline = new ArrayList<>();
        try (OpenLog log = new OpenLog(database)) {
            stored.load(log.events(), stage.progress());
            stage.postgres().checkpoint();
            stage.progress().step("checking");
            Side verifier = Side.single(() -> verify(log, stored));
            // The first round of each side warms it up.
            for (int round = 0; round <= stage.scale().rounds(); round++) {
                Sample raw = select(database, stored);
                Sample checked = Load.runUnits(verifier, stored.size());
                if (round > 0) {
                    baseline.add(raw);
                    ours.add(checked);
                }
            }
        }
        stage.postgres().dropDatabase(DATABASE);
        Schedule schedule =
                new Schedule(ours.size(), Duration.ofNanos(ours.getFirst().nanos()), Duration.ZERO);
        stage.add(new Comparison(ours, baseline, schedule)
                .throughput(
                        "verifying %,d events".formatted(stored.size()),
                        "events/s",
                        GOAL,
                        Stage.settings(
                                "workspaces",
                                Integer.toString(WORKSPACES),
                                "baseline",
                                "SELECT of all columns of the same events with pgjdbc, one connection, " + FETCH_SIZE
                                        + " at a time")));
    }

    private static long verify(OpenLog log, StoredLog stored) {
        Verification verification = log.events().verify(Subjects.workspace(0));
        if (!(verification instanceof Verification.Intact intact) || intact.events() != stored.size()) {
            throw new IllegalStateException("the log is not what was stored: " + verification);
        }
        return intact.events();
    }

    private static Sample select(DatabaseSettings database, StoredLog stored) throws Exception {
        try (Connection connection = BenchPostgres.open(database)) {
            connection.setAutoCommit(false);
            RawSelect select = new RawSelect(
                            connection,
                            RawSelect.FROM_EVENT + "WHERE e.workspace_id = ? AND e.position > ? ORDER BY e.position",
                            () -> List.of(Subjects.workspace(0), 0L))
                    .fetchSize(FETCH_SIZE);
            return Load.runUnits(Side.single(select), stored.size());
        }
    }
}
