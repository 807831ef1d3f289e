package dev.synap.bench.write;

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
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Projections made from the first event on of a log that is there already, and what memory that takes. */
final class CatchUpScenario implements Scenario<WriteScale> {

    private static final Goal GOAL = Goal.atLeast(20_000).ofValue("events/s");
    private static final Goal FLAT = Goal.atMost(1.5);
    private static final int FETCH_SIZE = 1_000;
    private static final double LOADED_PER_SECOND = 20_000;
    private static final double HANDLED_PER_SECOND = 15_000;
    private static final double MIB = 1024 * 1024;
    private static final String SOURCE = "catch_up_source";
    private static final String COPY = "catch_up";

    private final SampleEvents events = new SampleEvents();

    @Override
    public String name() {
        return "catch-up";
    }

    @Override
    public Duration estimate(WriteScale scale) {
        int size = scale.counts().catchUpEvents();
        double seconds = size / LOADED_PER_SECOND
                + scale.counts().catchUps() * (4 + size / HANDLED_PER_SECOND + size / 50_000.0);
        return Duration.ofSeconds((long) seconds);
    }

    @Override
    public void run(Stage<WriteScale> stage) throws Exception {
        StoredLog stored =
                new StoredLog(stage.scale().counts().catchUpEvents(), Subjects.WORKSPACES, new MixedLife(events));
        DatabaseSettings source = stage.postgres().createDatabase(SOURCE);
        try (OpenLog log = new OpenLog(source)) {
            stored.load(log.events(), stage.progress());
        }
        List<CatchUp> ours = new ArrayList<>();
        List<Sample> baseline = new ArrayList<>();
        for (int round = 0; round < stage.scale().counts().catchUps(); round++) {
            stage.progress().step("catching up");
            DatabaseSettings copy = stage.postgres().createCopy(COPY, SOURCE);
            stage.postgres().checkpoint();
            if (round % 2 == 0) {
                ours.add(CatchUp.run(copy, stored));
                baseline.add(select(copy, stored));
            } else {
                baseline.add(select(copy, stored));
                ours.add(CatchUp.run(copy, stored));
            }
            stage.postgres().dropDatabase(COPY);
        }
        stage.postgres().dropDatabase(SOURCE);
        report(stage, stored, ours, baseline);
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

    private static void report(Stage<WriteScale> stage, StoredLog stored, List<CatchUp> ours, List<Sample> baseline) {
        Map<String, String> settings = Stage.settings(
                "events",
                Long.toString(stored.size()),
                "subjects",
                "%d with %d events each; %s".formatted(stored.subjects(), StoredLog.EVENTS_PER_SUBJECT, MixedLife.MIX),
                "workspaces",
                Integer.toString(Subjects.WORKSPACES),
                "subscriber",
                "projections alone, in process, with the feed's own settings; rows are counted at the end",
                "baseline",
                "SELECT of all columns of the same events with pgjdbc, one connection, " + FETCH_SIZE + " at a time");
        Sample first = ours.getFirst().sample();
        Comparison comparison = new Comparison(
                ours.stream().map(CatchUp::sample).toList(),
                baseline,
                new Schedule(ours.size(), Duration.ofNanos(first.nanos()), Duration.ZERO));
        String title = "catching up on %,d events".formatted(stored.size());
        stage.add(comparison.throughput(title, "events/s", GOAL, settings));
        double[] heaps = ours.stream()
                .flatMapToDouble(each -> each.liveBytes().stream().mapToDouble(bytes -> bytes / MIB))
                .toArray();
        CatchUp last = ours.getLast();
        stage.add(Measurement.of(
                "heap while catching up, at 90 %",
                "MiB",
                last.liveBytes().getLast() / MIB,
                last.liveBytes().getFirst() / MIB,
                FLAT,
                Stage.settings(
                        "measured",
                        "in use after a collection, the benchmark's own included; last round",
                        "baseline",
                        "at 10 % of the same round",
                        "of all rounds at 10, 50 and 90 %",
                        "%.1f–%.1f MiB"
                                .formatted(
                                        Comparison.spread(heaps).least(),
                                        Comparison.spread(heaps).greatest()))));
    }
}
