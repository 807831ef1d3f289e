package dev.synap.bench.log;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.report.Goal;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import java.time.Duration;
import java.util.List;

/** Appends of many events at once, against a raw insert of as many rows into tables of the same schema. */
final class BatchScenario implements Scenario<LogScale> {

    private static final List<Integer> SIZES = List.of(100, 1_000);
    private static final List<Integer> WRITERS = List.of(1, 4);
    private static final Goal GOAL = Goal.atLeast(0.6);

    private final SampleEvents events = new SampleEvents();

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public Duration estimate(LogScale scale) {
        return scale.times().writes().total(2).plusSeconds(4).multipliedBy((long) SIZES.size() * WRITERS.size());
    }

    @Override
    public void run(Stage<LogScale> stage) throws Exception {
        DatabaseSettings synap = stage.postgres().createDatabase("batch_synap");
        DatabaseSettings raw = stage.postgres().createDatabase("batch_raw");
        Database.connect(raw).close();
        RawBatches.createHeads(raw, Subjects.WORKSPACES);
        try (OpenLog log = new OpenLog(synap)) {
            for (int size : SIZES) {
                for (int writers : WRITERS) {
                    measure(stage, log, raw, size, writers);
                }
            }
        }
        stage.postgres().dropDatabase("batch_synap");
        stage.postgres().dropDatabase("batch_raw");
    }

    private void measure(Stage<LogScale> stage, OpenLog log, DatabaseSettings raw, int size, int writers)
            throws Exception {
        String title = "batches of %,d, %d writer%s".formatted(size, writers, writers == 1 ? "" : "s");
        stage.progress().step(title);
        List<BatchSubjects> ours = BatchSubjects.forWriters(writers, size, Subjects.WORKSPACES);
        List<BatchSubjects> theirs = BatchSubjects.forWriters(writers, size, Subjects.WORKSPACES);
        try (RawBatches baseline = new RawBatches(raw, events, theirs)) {
            Comparison comparison = stage.rounds(stage.scale().times().writes())
                    .alternate(new SynapBatches(log.events(), events, ours), baseline);
            stage.add(comparison.throughput(
                    title,
                    "events/s",
                    GOAL,
                    Stage.settings(
                            "writers",
                            Integer.toString(writers),
                            "batch",
                            Integer.toString(size),
                            "eventsPerSubjectAndBatch",
                            Integer.toString(BatchSubjects.EVENTS_PER_SUBJECT),
                            "workspaces",
                            Integer.toString(Subjects.WORKSPACES),
                            "dataBytes",
                            Integer.toString(SampleEvents.DATA_BYTES),
                            "expectedVersion",
                            "exact, of each subject",
                            "baseline",
                            "JDBC, the same tables and indexes: one statement for each batch, unnest of arrays,"
                                    + " autocommit; no hash, no checks")));
        }
    }
}
