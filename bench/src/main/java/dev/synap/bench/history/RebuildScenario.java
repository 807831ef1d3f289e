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
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.MixedLife;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.StoredLog;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.rebuild.RebuildSettings;
import dev.synap.store.rebuild.Rebuilds;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** All projections made anew, beside reading the same events; the memory it takes; and what appends lose meanwhile. */
final class RebuildScenario implements Scenario<HistoryScale> {

    private static final Goal RATE = Goal.atLeast(50_000).ofValue("events/s");
    private static final Goal OF_READING = Goal.atLeast(1 / 3.0);
    private static final Goal FLAT = Goal.atMost(1.5);
    private static final Goal APPENDS = Goal.atLeast(0.7);
    private static final int FETCH_SIZE = 1_000;
    private static final double LOADED_PER_SECOND = 20_000;
    private static final double REBUILT_PER_SECOND = 40_000;
    private static final double MIB = 1024 * 1024;
    private static final String DATABASE = "rebuild";

    private final SampleEvents events = new SampleEvents();

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public Duration estimate(HistoryScale scale) {
        double seconds = scale.events() / LOADED_PER_SECOND
                + (scale.rounds() + 2) * (scale.events() / REBUILT_PER_SECOND + scale.events() / 100_000.0)
                + 2 * LiveAppends.ROUNDS * LiveAppends.time(scale).toSeconds();
        return Duration.ofSeconds((long) seconds + 5);
    }

    @Override
    public void run(Stage<HistoryScale> stage) throws Exception {
        StoredLog stored = new StoredLog(stage.scale().events(), Subjects.WORKSPACES, new MixedLife(events));
        DatabaseSettings database = stage.postgres().createDatabase(DATABASE);
        List<RebuildRun> ours = new ArrayList<>();
        List<Sample> baseline = new ArrayList<>();
        try (OpenLog log = new OpenLog(database)) {
            stored.load(log.events(), stage.progress());
            stage.postgres().checkpoint();
            try (Rebuilds rebuilds =
                    new Rebuilds(log.database(), log.events(), RebuildSettings.defaults(List.of("writes"))).start()) {
                // The first round of each side warms it up.
                for (int round = 0; round <= stage.scale().rounds(); round++) {
                    stage.progress().step("rebuilding");
                    Sample raw = select(database, stored);
                    RebuildRun run = RebuildRun.of(rebuilds, database, stored);
                    stage.postgres().checkpoint();
                    if (round > 0) {
                        baseline.add(raw);
                        ours.add(run);
                    }
                }
                report(stage, stored, ours, baseline);
                appends(stage, new LiveAppends(log, rebuilds, LiveAppends.time(stage.scale())));
            }
        }
        stage.postgres().dropDatabase(DATABASE);
    }

    private static void report(
            Stage<HistoryScale> stage, StoredLog stored, List<RebuildRun> ours, List<Sample> baseline) {
        Map<String, String> settings = Stage.settings(
                "events",
                Long.toString(stored.size()),
                "subjects",
                "%d with %d events each; %s".formatted(stored.subjects(), StoredLog.EVENTS_PER_SUBJECT, MixedLife.MIX),
                "workspaces",
                Integer.toString(Subjects.WORKSPACES),
                "rebuilt",
                "all tables with their indexes, and snapshots; rows are counted at the end",
                "baseline",
                "SELECT of all columns of the same events with pgjdbc, one connection, " + FETCH_SIZE + " at a time");
        List<Sample> samples = ours.stream().map(RebuildRun::sample).toList();
        Schedule schedule =
                new Schedule(samples.size(), Duration.ofNanos(samples.getFirst().nanos()), Duration.ZERO);
        Comparison comparison = new Comparison(samples, baseline, schedule);
        String title = "rebuilding from %,d events".formatted(stored.size());
        stage.add(comparison.throughput(title, "events/s", RATE, settings));
        stage.add(comparison.throughput(title + ", to reading them", "events/s", OF_READING, settings));
        RebuildRun last = ours.getLast();
        stage.add(Measurement.of(
                "heap while rebuilding, at 90 %",
                "MiB",
                last.lateBytes() / MIB,
                last.earlyBytes() / MIB,
                FLAT,
                Stage.settings(
                        "measured",
                        "in use after a collection, the benchmark's own included; last round",
                        "baseline",
                        "at 10 % of the same round")));
    }

    private static void appends(Stage<HistoryScale> stage, LiveAppends appends) throws Exception {
        stage.progress().step("appending alone and beside rebuilds");
        stage.add(appends.measure()
                .throughput(
                        "appends while rebuilding",
                        "events/s",
                        APPENDS,
                        Stage.settings(
                                "threads",
                                Integer.toString(LiveAppends.THREADS),
                                "rebuilds",
                                "of all, one after the other",
                                "baseline",
                                "the same appends alone")));
    }

    private static Sample select(DatabaseSettings database, StoredLog stored) throws Exception {
        try (Connection connection = BenchPostgres.open(database)) {
            connection.setAutoCommit(false);
            AtomicInteger next = new AtomicInteger();
            RawSelect select = new RawSelect(
                            connection,
                            RawSelect.FROM_EVENT + "WHERE e.workspace_id = ? AND e.position > ? ORDER BY e.position",
                            () -> List.of(Subjects.workspace(next.getAndIncrement() % Subjects.WORKSPACES), 0L))
                    .fetchSize(FETCH_SIZE);
            return Load.runUnits(Side.single(select), stored.size());
        }
    }
}
