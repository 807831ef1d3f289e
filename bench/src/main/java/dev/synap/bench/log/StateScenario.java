package dev.synap.bench.log;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Side;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.report.Goal;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.core.event.NewEvent;
import dev.synap.core.fold.State;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AsOf;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.state.Snapshots;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** The state of a subject as of any point of its life: one with very many events beside one with few. */
final class StateScenario implements Scenario<LogScale> {

    private static final String WORKSPACE = "bench_state";
    private static final String LONG = "note_long";
    private static final String SHORT = "note_short";
    private static final int SHORT_LENGTH = 2_000;
    private static final int BATCH = 1_000;
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Goal GOAL = Goal.atMost(2);
    private static final long LOADED_PER_SECOND = 15_000;

    private final SampleEvents events = new SampleEvents();

    @Override
    public String name() {
        return "state";
    }

    @Override
    public Duration estimate(LogScale scale) {
        return scale.times().reads().total(4).plusSeconds(scale.counts().longSubject() / LOADED_PER_SECOND + 3);
    }

    @Override
    public void run(Stage<LogScale> stage) throws Exception {
        int length = stage.scale().counts().longSubject();
        DatabaseSettings database = stage.postgres().createDatabase("state");
        try (OpenLog log = new OpenLog(database)) {
            stage.progress().step("loading a subject of %,d events".formatted(length));
            load(log, LONG, length);
            load(log, SHORT, SHORT_LENGTH);
            stage.progress().step("writing snapshots");
            log.snapshots().write(WORKSPACE, LONG);
            log.snapshots().write(WORKSPACE, SHORT);
            try (Connection connection = BenchPostgres.open(database)) {
                ReadScenario.tidy(connection);
            }
            measure(stage, log, "version", AsOf::version);
            measure(stage, log, "time", version -> AsOf.time(START.plusSeconds(version)));
        }
        stage.postgres().dropDatabase("state");
    }

    private static void measure(Stage<LogScale> stage, OpenLog log, String by, IntFunction<AsOf> asOf)
            throws Exception {
        int length = stage.scale().counts().longSubject();
        String title = "state at any %s, %,d events".formatted(by, length);
        stage.progress().step(title);
        Comparison comparison = Stage.readRounds(stage.scale().times().reads())
                .alternate(reader(log, LONG, length, asOf), reader(log, SHORT, SHORT_LENGTH, asOf));
        stage.add(comparison.p99(
                title,
                GOAL,
                Stage.settings(
                        "threads",
                        "1",
                        "snapshotInterval",
                        Integer.toString(Snapshots.DEFAULT_INTERVAL),
                        "baseline",
                        "the same of a subject with %,d events".formatted(SHORT_LENGTH))));
    }

    private static Side reader(OpenLog log, String subject, int length, IntFunction<AsOf> asOf) {
        SplittableRandom random = new SplittableRandom(17);
        return Side.single(() -> {
            int version = 1 + random.nextInt(length);
            State state = log.states().state(WORKSPACE, subject, asOf.apply(version));
            if (state.version() != version) {
                throw new IllegalStateException(
                        "%s was asked for version %d and gave %d".formatted(subject, version, state.version()));
            }
            return 1;
        });
    }

    private void load(OpenLog log, String subject, int length) {
        SplittableRandom random = new SplittableRandom(19);
        List<NewEvent> batch = new ArrayList<>();
        for (int version = 1; version <= length; version++) {
            batch.add(new NewEvent(
                    events.nextId(),
                    SampleEvents.TYPE,
                    subject,
                    "note",
                    events.data(random),
                    SampleEvents.METADATA,
                    SampleEvents.USER,
                    SampleEvents.SOURCE,
                    null,
                    null,
                    START.plusSeconds(version)));
            if (batch.size() == BATCH || version == length) {
                log.events().append(AppendRequest.of(WORKSPACE, batch)).orThrow();
                batch.clear();
            }
        }
    }
}
