package dev.synap.bench.log;

import dev.synap.bench.load.Load;
import dev.synap.bench.report.Machine;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.report.Report;
import dev.synap.store.DatabaseSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark of the log: runs its scenarios one after the other on one PostgreSQL server. One that
 * fails is reported, and the others go on.
 */
public final class LogBench {

    private static final int WARM_UP_THREADS = 8;

    private static final List<Scenario> SCENARIOS = List.of(
            new AppendScenario(),
            new HttpScenario(),
            new BatchScenario(),
            new ContendedScenario(),
            new ReadScenario(),
            new StateScenario(),
            new GrowthScenario(),
            new DiskScenario());

    private final Scale scale;
    private final Path directory;
    private final Progress progress;

    /**
     * @param directory for the data of a PostgreSQL of its own, and logs; best on a real disk
     * @param out takes a line for each step
     */
    public LogBench(Scale scale, Path directory, PrintStream out) {
        this.scale = scale;
        this.directory = directory;
        this.progress = new Progress(out);
    }

    /** The words that scenarios are chosen by. */
    public static List<String> scenarioNames() {
        return SCENARIOS.stream().map(Scenario::name).toList();
    }

    /**
     * Runs the chosen scenarios, in their own order.
     *
     * @param databaseUrl a server to use; null starts one
     * @param chosen names of scenarios; none means all
     */
    public Report run(@Nullable String databaseUrl, Set<String> chosen) throws Exception {
        List<Scenario> scenarios = SCENARIOS.stream()
                .filter(scenario -> chosen.isEmpty() || chosen.contains(scenario.name()))
                .toList();
        try (BenchPostgres postgres = databaseUrl == null
                ? BenchPostgres.start(directory.resolve("postgres"), progress::step)
                : BenchPostgres.at(DatabaseUrl.parse(databaseUrl))) {
            return run(postgres, scenarios);
        }
    }

    Report run(BenchPostgres postgres, List<Scenario> scenarios) throws Exception {
        Instant at = Instant.now();
        Duration estimate = scenarios.stream()
                .map(scenario -> scenario.estimate(scale))
                .reduce(scale.times().warmUp().multipliedBy(2), Duration::plus);
        Machine machine = postgres.describe(Machine.thisOne());
        progress.step("benchmark of the log, %s: about %d minutes"
                .formatted(scale.name(), Math.ceilDiv(estimate.toSeconds(), 60)));
        List<Measurement> measurements = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Stage stage = new Stage(postgres, scale, directory, progress, measurement -> {
            measurements.add(measurement);
            progress.step("    " + measurement.headline());
        });
        warmUp(stage);
        for (Scenario scenario : scenarios) {
            try {
                scenario.run(stage);
            } catch (Exception e) {
                failures.add(scenario.name() + ": " + e.getMessage());
                progress.step("FAILED: " + scenario.name());
                e.printStackTrace();
            }
        }
        return new Report("log", scale.name(), at, progress.elapsed(), machine, measurements, failures);
    }

    /** Lets the JVM compile what both sides run, so that the first measure is like the last. */
    private void warmUp(Stage stage) throws Exception {
        Duration time = scale.times().warmUp();
        if (time.isZero()) {
            return;
        }
        progress.step("warming up");
        SampleEvents events = new SampleEvents();
        DatabaseSettings raw = stage.postgres().createDatabase("warm_raw");
        RawTable.create(raw, Stage.WORKSPACES);
        try (RawAppends appends = new RawAppends(raw, events, "w", WARM_UP_THREADS, Stage.WORKSPACES)) {
            Load.run(appends, time);
        }
        try (OpenLog log = new OpenLog(stage.postgres().createDatabase("warm_synap"))) {
            Load.run(SynapAppends.fresh(log.events(), events, "w", WARM_UP_THREADS, Stage.WORKSPACES), time);
        }
        stage.postgres().dropDatabase("warm_raw");
        stage.postgres().dropDatabase("warm_synap");
    }
}
