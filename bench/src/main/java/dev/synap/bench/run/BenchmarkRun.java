package dev.synap.bench.run;

import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.postgres.DatabaseUrl;
import dev.synap.bench.report.Machine;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.report.Report;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a benchmark: its scenarios one after the other on one PostgreSQL server. One that fails is
 * reported, and the others go on.
 */
public final class BenchmarkRun<S extends Scale> {

    private final Benchmark<S> benchmark;
    private final S scale;
    private final Path directory;
    private final Progress progress;

    /**
     * @param directory for the data of a PostgreSQL of its own, and logs; best on a real disk
     * @param out takes a line for each step
     */
    public BenchmarkRun(Benchmark<S> benchmark, S scale, Path directory, PrintStream out) {
        this.benchmark = benchmark;
        this.scale = scale;
        this.directory = directory;
        this.progress = new Progress(out);
    }

    /**
     * Runs the chosen scenarios, in their own order.
     *
     * @param databaseUrl a server to use; null starts one
     * @param chosen names of scenarios; none means all
     */
    public Report run(@Nullable String databaseUrl, Set<String> chosen) throws Exception {
        List<Scenario<S>> scenarios = benchmark.scenarios().stream()
                .filter(scenario -> chosen.isEmpty() || chosen.contains(scenario.name()))
                .toList();
        try (BenchPostgres postgres = databaseUrl == null
                ? BenchPostgres.start(directory.resolve("postgres"), progress::step)
                : BenchPostgres.at(DatabaseUrl.parse(databaseUrl))) {
            return run(postgres, scenarios);
        }
    }

    private Report run(BenchPostgres postgres, List<Scenario<S>> scenarios) throws Exception {
        Instant at = Instant.now();
        Duration estimate = scenarios.stream()
                .map(scenario -> scenario.estimate(scale))
                .reduce(benchmark.warmUpTime(scale), Duration::plus);
        Machine machine = postgres.describe(Machine.thisOne());
        progress.step("benchmark %s, %s: about %d minutes"
                .formatted(benchmark.name(), scale.name(), Math.ceilDiv(estimate.toSeconds(), 60)));
        List<Measurement> measurements = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Stage<S> stage = new Stage<>(postgres, scale, directory, progress, measurement -> {
            measurements.add(measurement);
            progress.step("    " + measurement.headline());
        });
        benchmark.warmUp(stage);
        for (Scenario<S> scenario : scenarios) {
            try {
                scenario.run(stage);
            } catch (Exception e) {
                failures.add(scenario.name() + ": " + e.getMessage());
                progress.step("FAILED: " + scenario.name());
                e.printStackTrace();
            }
        }
        return new Report(benchmark.name(), scale.name(), at, progress.elapsed(), machine, measurements, failures);
    }
}
