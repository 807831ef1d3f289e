package dev.synap.bench.log;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Load;
import dev.synap.bench.load.Sample;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.report.Goal;
import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same appends to a log that holds little and to one that holds much. */
final class GrowthScenario implements Scenario {

    private static final Goal GOAL = Goal.atLeast(0.85);
    private static final long LOADED_PER_SECOND = 15_000;

    private final SampleEvents events = new SampleEvents();

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public Duration estimate(Scale scale) {
        return scale.times().writes().total(2).plusSeconds(scale.counts().largeLog() / LOADED_PER_SECOND + 10);
    }

    @Override
    public void run(Stage stage) throws Exception {
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
        List<Sample> atMany = new ArrayList<>();
        List<Sample> atFew = new ArrayList<>();
        try (OpenLog log = new OpenLog(large)) {
            SynapAppends appends = new SynapAppends(log.events(), events, largeLog.split(threads));
            Load.run(appends, schedule.warmUp());
            for (int round = 0; round < schedule.rounds(); round++) {
                if (round % 2 == 0) {
                    atFew.add(onCopy(stage, smallLog, threads));
                }
                stage.postgres().checkpoint();
                atMany.add(Load.run(appends, schedule.round()));
                if (round % 2 == 1) {
                    atFew.add(onCopy(stage, smallLog, threads));
                }
            }
        }
        stage.add(new Comparison(atMany, atFew, schedule)
                .throughput(
                        title,
                        "appends/s",
                        GOAL,
                        Stage.settings(
                                "threads",
                                threads + " platform",
                                "workspaces",
                                Integer.toString(Stage.WORKSPACES),
                                "eventsPerSubject",
                                Integer.toString(StoredLog.EVENTS_PER_SUBJECT),
                                "subjects",
                                "stored ones, at random",
                                "baseline",
                                "the same at %,d stored events, begun anew in every round".formatted(few))));
        stage.postgres().dropDatabase("large");
        stage.postgres().dropDatabase("small");
    }

    /** The small log would soon be small no more: every round has a fresh copy of it. */
    private Sample onCopy(Stage stage, StoredLog small, int threads) throws Exception {
        DatabaseSettings copy = stage.postgres().createCopy("small_copy", "small");
        Sample sample;
        try (OpenLog log = new OpenLog(copy)) {
            SynapAppends appends = new SynapAppends(log.events(), events, small.split(threads));
            Schedule schedule = stage.scale().times().writes();
            Load.run(appends, schedule.warmUp().dividedBy(2));
            stage.postgres().checkpoint();
            sample = Load.run(appends, schedule.round());
        }
        stage.postgres().dropDatabase("small_copy");
        return sample;
    }

    private StoredLog load(Stage stage, DatabaseSettings database, int size) throws Exception {
        StoredLog stored = new StoredLog(size, Stage.WORKSPACES);
        try (OpenLog log = new OpenLog(database)) {
            stored.load(log.events(), events, stage.progress());
        }
        try (Connection connection = BenchPostgres.open(database)) {
            ReadScenario.tidy(connection);
        }
        return stored;
    }
}
