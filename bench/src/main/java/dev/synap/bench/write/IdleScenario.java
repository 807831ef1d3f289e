package dev.synap.bench.write;

import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.load.Load;
import dev.synap.bench.load.OpenLoop;
import dev.synap.bench.load.OpenSample;
import dev.synap.bench.load.Sample;
import dev.synap.bench.report.Goal;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.Prose;
import dev.synap.bench.write.WriteScale.Counts;
import dev.synap.store.DatabaseSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What very many workspaces cost in which nothing happens, against as few as there are active ones. */
final class IdleScenario implements Scenario<WriteScale> {

    private static final double PER_SECOND = 20;
    private static final int CHECK_EVERY = 10;

    /** None is left out, however late. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Goal AS_FEW = Goal.atMost(1.5);
    private static final Goal AS_FEW_P99 = Goal.atMost(2);
    private static final double FILLED_PER_SECOND = 300;

    private final Prose prose = new Prose();

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public Duration estimate(WriteScale scale) {
        WriteScale.Quiet quiet = scale.times().quiet();
        Duration fill = Duration.ofSeconds((long) (scale.counts().workspaces() / FILLED_PER_SECOND));
        return quiet.settle()
                .plus(quiet.idle())
                .plus(quiet.wake())
                .plus(scale.times().serverWarmUp())
                .plusSeconds(12)
                .plus(fill)
                .multipliedBy(2);
    }

    @Override
    public void run(Stage<WriteScale> stage) throws Exception {
        Counts counts = stage.scale().counts();
        Found few = measure(stage, counts.active());
        Found many = measure(stage, counts.workspaces());
        Map<String, String> settings = Stage.settings(
                "workspaces",
                "%,d, of which %,d are active".formatted(counts.workspaces(), counts.active()),
                "baseline",
                "a server with only the %,d active workspaces, and as many notes".formatted(counts.active()));
        String title = ", %,d workspaces".formatted(counts.workspaces());
        stage.add(Measurement.of(
                "idle CPU" + title,
                "CPU s/min",
                many.idle.total(),
                few.idle.total(),
                AS_FEW,
                with(settings, "server and PostgreSQL", many.idle + "; baseline: " + few.idle)));
        Map<String, String> woken =
                with(settings, "load", "an open loop of %.0f/s over the active workspaces".formatted(PER_SECOND));
        woken.put("not shown within 10 s", many.late + "; baseline: " + few.late);
        stage.add(wake("request until it shows, now and then" + title, 50, many.wake, few.wake, AS_FEW, woken));
        stage.add(wake("request until it shows, now and then" + title, 99, many.wake, few.wake, AS_FEW_P99, woken));
    }

    private Found measure(Stage<WriteScale> stage, int workspaces) throws Exception {
        stage.progress().step("a server with %,d workspaces".formatted(workspaces));
        WriteScale scale = stage.scale();
        DatabaseSettings database = stage.postgres().createDatabase("idle");
        try (ServerProcess server = ServerProcess.start(database, stage.directory());
                FirstNotes first = new FirstNotes(server, prose, scale.counts().workspaces(), workspaces);
                NoteWrites active = new NoteWrites(
                        server,
                        prose,
                        scale.counts().connections(),
                        scale.counts().active(),
                        CHECK_EVERY)) {
            server.createWorkspaces(workspaces);
            Load.runUnits(first, scale.counts().workspaces());
            Load.run(active, scale.times().serverWarmUp());
            Thread.sleep(scale.times().quiet().settle());
            IdleCpu idle = IdleCpu.measure(
                    server, stage.postgres(), scale.times().quiet().idle());
            OpenSample wake =
                    OpenLoop.run(active, PER_SECOND, scale.times().quiet().wake(), PATIENCE);
            return new Found(idle, wake.sample(), active.counts().late());
        } finally {
            stage.postgres().dropDatabase("idle");
        }
    }

    private static Measurement wake(
            String title, int percentile, Sample many, Sample few, Goal goal, Map<String, String> settings) {
        return Measurement.of(
                title, "ms, p" + percentile, many.millis(percentile), few.millis(percentile), goal, settings);
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return more;
    }

    /**
     * What one server came to.
     *
     * @param late requests that were not done within the time that the server waits
     */
    private record Found(IdleCpu idle, Sample wake, long late) {}
}
