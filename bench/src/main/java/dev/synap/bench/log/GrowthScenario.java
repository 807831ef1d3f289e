package dev.synap.bench.log;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Load;
import dev.synap.bench.load.Sample;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.report.Goal;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.StoredLog;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same appends to a log that holds little and to one that holds much: in the middle of the time between
 * two checkpoints, and right after one, when PostgreSQL writes each page that it touches into its log whole.
 */
final class GrowthScenario implements Scenario<LogScale> {

    private static final Goal GOAL = Goal.atLeast(0.85);
    private static final long LOADED_PER_SECOND = 15_000;

    /** Until the pages in use have all been touched since the last checkpoint. */
    private static final int SETTLING_ROUNDS = 4;

    private final SampleEvents events = new SampleEvents();

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public Duration estimate(LogScale scale) {
        return scale.times().writes().total(5).plusSeconds(scale.counts().largeLog() / LOADED_PER_SECOND + 10);
    }

    @Override
    public void run(Stage<LogScale> stage) throws Exception {
        int few = stage.scale().counts().smallLog();
        int many = stage.scale().counts().largeLog();
        DatabaseSettings small = stage.postgres().createDatabase("small");
        StoredLog smallLog = load(stage, small, few);
        DatabaseSettings large = stage.postgres().createDatabase("large");
        StoredLog largeLog = load(stage, large, many);
        String title = "append at %,d stored events".formatted(many);
        stage.progress().step(title);
        Schedule schedule = stage.scale().times().writes();
        int threads = stage.scale().counts().connections();
        Pair afterCheckpoint = new Pair(new ArrayList<>(), new ArrayList<>());
        Pair steady = new Pair(new ArrayList<>(), new ArrayList<>());
        try (OpenLog log = new OpenLog(large)) {
            SynapAppends appends = new SynapAppends(log.events(), events, largeLog.split(threads));
            Load.run(appends, schedule.warmUp());
            for (int round = 0; round < schedule.rounds(); round++) {
                afterCheckpoint.few.add(onCopy(stage, "after_" + round, smallLog, threads, true));
                stage.postgres().checkpoint();
                afterCheckpoint.many.add(Load.run(appends, schedule.round()));
            }
            Load.run(appends, schedule.round().multipliedBy(SETTLING_ROUNDS));
            for (int round = 0; round < schedule.rounds(); round++) {
                steady.few.add(onCopy(stage, "steady_" + round, smallLog, threads, false));
                steady.many.add(Load.run(appends, schedule.round()));
            }
        }
        Map<String, String> settings = Stage.settings(
                "threads",
                threads + " platform",
                "workspaces",
                Integer.toString(Subjects.WORKSPACES),
                "eventsPerSubject",
                Integer.toString(StoredLog.EVENTS_PER_SUBJECT),
                "subjects",
                "stored ones, at random",
                "baseline",
                "the same at %,d stored events, begun anew in every round".formatted(few));
        stage.add(steady.comparison(schedule).throughput(title, "appends/s", GOAL, settings));
        stage.add(afterCheckpoint
                .comparison(schedule)
                .throughput(title + ", right after a checkpoint", "appends/s", null, settings));
        stage.postgres().dropDatabases();
    }

    /**
     * The small log would soon be small no more: every round has a fresh copy of it. The copies stay until the
     * end, for to drop one means a checkpoint.
     */
    private Sample onCopy(Stage<LogScale> stage, String name, StoredLog small, int threads, boolean checkpoint)
            throws Exception {
        Schedule schedule = stage.scale().times().writes();
        DatabaseSettings copy = stage.postgres().createCopy("small_" + name, "small");
        try (OpenLog log = new OpenLog(copy)) {
            SynapAppends appends = new SynapAppends(log.events(), events, small.split(threads));
            Load.run(appends, schedule.warmUp().dividedBy(2));
            if (checkpoint) {
                stage.postgres().checkpoint();
            }
            return Load.run(appends, schedule.round());
        }
    }

    private StoredLog load(Stage<LogScale> stage, DatabaseSettings database, int size) throws Exception {
        StoredLog stored = new StoredLog(size, Subjects.WORKSPACES, StoredLog.Life.ofNotes(events));
        try (OpenLog log = new OpenLog(database)) {
            stored.load(log.events(), stage.progress());
        }
        try (Connection connection = BenchPostgres.open(database)) {
            ReadScenario.tidy(connection);
        }
        return stored;
    }

    private record Pair(List<Sample> many, List<Sample> few) {
        Comparison comparison(Schedule schedule) {
            return new Comparison(many, few, schedule);
        }
    }
}
