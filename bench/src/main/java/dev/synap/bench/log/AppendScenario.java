package dev.synap.bench.log;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.load.Side;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.report.Goal;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Durable appends of one event each with an exact expected version, in process. */
final class AppendScenario implements Scenario<LogScale> {

    private static final Map<Integer, Goal> GOALS =
            Map.of(1, Goal.atLeast(0.7), 32, Goal.atLeast(1.5), 128, Goal.atLeast(2.5));

    private static final int EXTRA_THREADS = 32;

    private final SampleEvents events = new SampleEvents();

    @Override
    public String name() {
        return "append";
    }

    @Override
    public Duration estimate(LogScale scale) {
        int extras = scale.counts().extras() ? 2 : 0;
        return scale.times()
                .writes()
                .total(2)
                .plusSeconds(3)
                .multipliedBy(scale.counts().threads().size() + extras);
    }

    @Override
    public void run(Stage<LogScale> stage) throws Exception {
        DatabaseSettings raw = stage.postgres().createDatabase("append_raw");
        RawTable.create(raw, Subjects.WORKSPACES);
        DatabaseSettings synap = stage.postgres().createDatabase("append_synap");
        try (OpenLog log = new OpenLog(synap)) {
            for (int threads : stage.scale().counts().threads()) {
                measure(stage, log, raw, new Variant(threads, Subjects.WORKSPACES, false, GOALS.get(threads)));
            }
            if (stage.scale().counts().extras()) {
                int threads = Math.min(EXTRA_THREADS, stage.scale().counts().connections());
                measure(stage, log, raw, new Variant(threads, Subjects.WORKSPACES, true, null));
                measure(stage, log, raw, new Variant(threads, 1, false, null));
            }
        }
        stage.postgres().dropDatabase("append_raw");
        stage.postgres().dropDatabase("append_synap");
    }

    private void measure(Stage<LogScale> stage, OpenLog log, DatabaseSettings raw, Variant variant) throws Exception {
        stage.progress().step(variant.title());
        Schedule schedule = stage.scale().times().writes();
        Side ours = SynapAppends.fresh(log.events(), events, variant.prefix(), variant.threads, variant.workspaces);
        try (Side synap = variant.virtual ? Side.onVirtualThreads(ours) : ours;
                Side baseline = new RawAppends(raw, events, variant.prefix(), variant.threads, variant.workspaces)) {
            Comparison comparison = stage.rounds(schedule).alternate(synap, baseline);
            stage.add(comparison.throughput(variant.title(), "appends/s", variant.goal, variant.settings()));
        }
    }

    private record Variant(
            int threads,
            int workspaces,
            boolean virtual,
            @Nullable Goal goal) {

        String title() {
            return "append, %d thread%s%s%s"
                    .formatted(
                            threads,
                            threads == 1 ? "" : "s",
                            virtual ? ", virtual" : "",
                            workspaces == 1 ? ", 1 workspace" : "");
        }

        String prefix() {
            return threads + (virtual ? "v" : "p") + workspaces;
        }

        Map<String, String> settings() {
            return Stage.settings(
                    "threads",
                    threads + (virtual ? " virtual (baseline: platform)" : " platform"),
                    "workspaces",
                    Integer.toString(workspaces),
                    "dataBytes",
                    Integer.toString(SampleEvents.DATA_BYTES),
                    "expectedVersion",
                    "exact",
                    "baseline",
                    "JDBC, a connection for each thread: update head, insert event, commit; checks nothing");
        }
    }
}
