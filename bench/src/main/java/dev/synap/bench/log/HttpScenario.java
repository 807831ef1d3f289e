package dev.synap.bench.log;

import dev.synap.bench.http.HttpAppends;
import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Load;
import dev.synap.bench.report.Goal;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Appends of one event each over HTTP to a server in a process of its own, and what memory it takes. */
final class HttpScenario implements Scenario<LogScale> {

    private static final Goal GOAL = Goal.atLeast(0.6);
    private static final double MIB = 1024 * 1024;

    private final SampleEvents events = new SampleEvents();

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Duration estimate(LogScale scale) {
        return scale.times()
                .writes()
                .total(2)
                .plus(scale.times().serverWarmUp())
                .plusSeconds(15);
    }

    @Override
    public void run(Stage<LogScale> stage) throws Exception {
        int connections = stage.scale().counts().connections();
        DatabaseSettings raw = stage.postgres().createDatabase("http_raw");
        RawTable.create(raw, Subjects.WORKSPACES);
        DatabaseSettings synap = stage.postgres().createDatabase("http_synap");
        stage.progress().step("starting a server");
        try (ServerProcess server = ServerProcess.start(synap, stage.directory())) {
            server.createWorkspaces(Subjects.WORKSPACES);
            stage.progress().step("append over HTTP, " + connections + " connections");
            measure(stage, server, raw, connections);
            measureMemory(stage, server, connections);
        }
        stage.postgres().dropDatabase("http_raw");
        stage.postgres().dropDatabase("http_synap");
    }

    private void measure(Stage<LogScale> stage, ServerProcess server, DatabaseSettings raw, int connections)
            throws Exception {
        try (HttpAppends appends = new HttpAppends(server, events, connections, Subjects.WORKSPACES);
                RawAppends baseline = new RawAppends(raw, events, "h", connections, Subjects.WORKSPACES)) {
            Load.run(appends, stage.scale().times().serverWarmUp());
            Comparison comparison = stage.rounds(stage.scale().times().writes()).alternate(appends, baseline);
            stage.add(comparison.throughput(
                    "append over HTTP, %d connections".formatted(connections),
                    "appends/s",
                    GOAL,
                    Stage.settings(
                            "connections",
                            connections + " keep-alive",
                            "workspaces",
                            Integer.toString(Subjects.WORKSPACES),
                            "dataBytes",
                            Integer.toString(SampleEvents.DATA_BYTES),
                            "expectedVersion",
                            "exact",
                            "server warmed up for",
                            stage.scale().times().serverWarmUp().toSeconds() + " s",
                            "load",
                            "a platform thread for each connection, on the same machine",
                            "baseline",
                            "JDBC in process, a connection for each thread: update head, insert event, commit")));
        }
    }

    private static void measureMemory(Stage<LogScale> stage, ServerProcess server, int connections) throws IOException {
        Map<String, String> settings = Stage.settings(
                "when", "just after the appends over HTTP", "connections", Integer.toString(connections));
        stage.add(Measurement.of("server memory, resident", "MiB", server.residentBytes() / MIB, null, settings));
        stage.add(Measurement.of("server memory, live heap", "MiB", server.liveHeapBytes() / MIB, null, settings));
    }
}
