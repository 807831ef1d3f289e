package dev.synap.bench.realtime;

import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What clients cost that are there, and to whom nothing happens. */
final class IdleSocketsScenario implements Scenario<RealtimeScale> {

    private static final double KIB = 1024;
    private static final double MILLIS_PER_MINUTE = 60_000;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public Duration estimate(RealtimeScale scale) {
        return scale.settle().multipliedBy(3).plusSeconds(30);
    }

    @Override
    public void run(Stage<RealtimeScale> stage) throws Exception {
        RealtimeScale scale = stage.scale();
        DatabaseSettings database = stage.postgres().createDatabase("idle_sockets");
        stage.progress().step("starting a server");
        try (ServerProcess server = ServerProcess.start(database, stage.directory());
                Audience audience = new Audience(server)) {
            server.createWorkspaces(scale.idleUsers());
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < scale.idleUsers(); i++) {
                keys.add(audience.addUser(List.of(Subjects.workspace(i))));
                // Whatever a first client takes is taken.
                audience.listen(keys.getLast(), Subjects.workspace(i), _ -> {});
            }
            audience.awaitOpen();
            Thread.sleep(scale.settle());
            long heapBefore = server.liveHeapBytes();
            long residentBefore = server.residentBytes();
            stage.progress().step("%,d idle sockets".formatted(scale.idleSockets()));
            for (int i = 0; i < scale.idleSockets(); i++) {
                int user = i % scale.idleUsers();
                audience.listen(keys.get(user), Subjects.workspace(user), _ -> {});
            }
            audience.awaitOpen();
            Thread.sleep(scale.settle());
            double cpu = cpuPerMinute(server, scale.settle());
            report(stage, server.liveHeapBytes() - heapBefore, server.residentBytes() - residentBefore, cpu);
        } finally {
            stage.postgres().dropDatabase("idle_sockets");
        }
    }

    private static double cpuPerMinute(ServerProcess server, Duration time) throws Exception {
        double before = server.cpuSeconds();
        Thread.sleep(time);
        return (server.cpuSeconds() - before) * MILLIS_PER_MINUTE / time.toMillis();
    }

    private static void report(Stage<RealtimeScale> stage, long heap, long resident, double cpu) {
        int sockets = stage.scale().idleSockets();
        Map<String, String> settings = Stage.settings(
                "sockets",
                "%,d over WebSocket, each in a workspace".formatted(sockets),
                "users",
                Integer.toString(stage.scale().idleUsers()));
        stage.add(Measurement.of(
                "memory of an idle socket, live heap", "KiB", Math.max(0, heap) / KIB / sockets, null, settings));
        stage.add(Measurement.of(
                "memory of an idle socket, resident", "KiB", Math.max(0, resident) / KIB / sockets, null, settings));
        stage.add(Measurement.of(
                "CPU of a server with %,d idle sockets".formatted(sockets), "CPU s/min", cpu, null, settings));
    }
}
