package dev.synap.bench.realtime;

import dev.synap.bench.http.HttpAppends;
import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.load.OpenLoop;
import dev.synap.bench.load.OpenSample;
import dev.synap.bench.report.Goal;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How long it takes from a commit until every client that listens is told of it, which is once lists show it. */
final class DeliveryScenario implements Scenario<RealtimeScale> {

    private static final double PER_SECOND = 200;
    private static final int CONNECTIONS = 32;

    /** None is left out, however late. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration LAST_WITHIN = Duration.ofSeconds(30);
    private static final Goal P50 = Goal.atMost(5).ofValue("ms");
    private static final Goal P99 = Goal.atMost(25).ofValue("ms");

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public Duration estimate(RealtimeScale scale) {
        return scale.warmUp().plus(scale.delivery()).plusSeconds(30);
    }

    @Override
    public void run(Stage<RealtimeScale> stage) throws Exception {
        RealtimeScale scale = stage.scale();
        DatabaseSettings database = stage.postgres().createDatabase("delivery");
        Delays delays = new Delays();
        stage.progress().step("starting a server");
        try (ServerProcess server = ServerProcess.start(database, stage.directory());
                Audience audience = new Audience(server);
                HttpAppends appends = new HttpAppends(server, new SampleEvents(), CONNECTIONS, scale.workspaces())) {
            server.createWorkspaces(scale.workspaces());
            seat(audience, scale, delays);
            stage.progress().step("events at %.0f/s".formatted(PER_SECOND));
            OpenSample warmUp = OpenLoop.run(appends, PER_SECOND, scale.warmUp(), PATIENCE);
            await(delays, warmUp.made() * scale.usersInEach());
            delays.reset();
            OpenSample sample = OpenLoop.run(appends, PER_SECOND, scale.delivery(), PATIENCE);
            long wanted = sample.made() * scale.usersInEach();
            await(delays, wanted);
            report(stage, delays, wanted, sample);
        } finally {
            stage.postgres().dropDatabase("delivery");
        }
    }

    private static void seat(Audience audience, RealtimeScale scale, Delays delays) throws Exception {
        List<String> workspaces = IntStream.range(0, scale.workspaces())
                .mapToObj(Subjects::workspace)
                .toList();
        for (int i = 0; i < scale.usersInEach(); i++) {
            String key = audience.addUser(workspaces);
            for (String workspace : workspaces) {
                audience.listen(key, workspace, delays::take);
            }
        }
        audience.awaitOpen();
        // The memberships of those who came later were told as well.
        delays.reset();
    }

    private static void await(Delays delays, long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_WITHIN.toNanos();
        while (delays.count() < wanted && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void report(Stage<RealtimeScale> stage, Delays delays, long wanted, OpenSample sample) {
        RealtimeScale scale = stage.scale();
        Map<String, String> settings = Stage.settings(
                "sockets",
                scale.workspaces() * scale.usersInEach() + " over WebSocket, from the machine that is measured",
                "workspaces",
                Integer.toString(scale.workspaces()),
                "load",
                "POST events, an edit of a note each, an open loop of %.0f/s over %d connections"
                        .formatted(PER_SECOND, CONNECTIONS),
                "counted",
                "from just before the commit until a client has the message, which is sent once lists show the event",
                "messages",
                Long.toString(delays.count()),
                "appends, p50 and p99",
                "%.2f and %.2f ms"
                        .formatted(sample.sample().millis(50), sample.sample().millis(99)),
                "server warmed up for",
                scale.warmUp().toSeconds() + " s");
        stage.add(Measurement.of("commit to socket, 200/s", "ms, p50", delays.millis(50), P50, settings));
        stage.add(Measurement.of("commit to socket, 200/s", "ms, p99", delays.millis(99), P99, settings));
        stage.add(Measurement.of(
                "messages missed or told twice",
                "found",
                Math.abs(wanted - delays.count()),
                Goal.atMost(0),
                Stage.settings("wanted", Long.toString(wanted))));
    }
}
