package dev.synap.bench.log;

import dev.synap.bench.load.Load;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.run.Benchmark;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.time.Duration;
import java.util.List;

/** The benchmark of the log. */
public final class LogBench implements Benchmark<LogScale> {

    private static final int WARM_UP_THREADS = 8;

    @Override
    public String name() {
        return "log";
    }

    @Override
    public List<Scenario<LogScale>> scenarios() {
        return List.of(
                new AppendScenario(),
                new HttpScenario(),
                new BatchScenario(),
                new ContendedScenario(),
                new ReadScenario(),
                new StateScenario(),
                new GrowthScenario(),
                new DiskScenario());
    }

    @Override
    public LogScale full() {
        return LogScale.full();
    }

    @Override
    public LogScale quick() {
        return LogScale.quick();
    }

    @Override
    public Duration warmUpTime(LogScale scale) {
        return scale.times().warmUp().multipliedBy(2);
    }

    @Override
    public void warmUp(Stage<LogScale> stage) throws Exception {
        Duration time = stage.scale().times().warmUp();
        if (time.isZero()) {
            return;
        }
        stage.progress().step("warming up");
        SampleEvents events = new SampleEvents();
        DatabaseSettings raw = stage.postgres().createDatabase("warm_raw");
        RawTable.create(raw, Subjects.WORKSPACES);
        try (RawAppends appends = new RawAppends(raw, events, "w", WARM_UP_THREADS, Subjects.WORKSPACES)) {
            Load.run(appends, time);
        }
        try (OpenLog log = new OpenLog(stage.postgres().createDatabase("warm_synap"))) {
            Load.run(SynapAppends.fresh(log.events(), events, "w", WARM_UP_THREADS, Subjects.WORKSPACES), time);
        }
        stage.postgres().dropDatabase("warm_raw");
        stage.postgres().dropDatabase("warm_synap");
    }
}
