package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.start.TestServer;
import dev.synap.store.DatabaseSettings;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers share a database and nothing else, and one or the other is killed at random moments while clients send
 * requests of all kinds: each request ends once, nothing has an effect twice, and what is shown is what the log says.
 */
class KilledServersTest {

    private static final int WORKSPACES = 3;
    private static final int CLIENTS = 6;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path logs;

    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();

    @Test
    void killedServers_endEachRequestOnce() throws Exception {
        run(600, 3, 11);
    }

    @Test
    @Tag("long")
    void killedServers_endEachRequestOnceHoweverOften() throws Exception {
        run(20_000, 60, System.nanoTime());
    }

    private void run(int requests, int kills, long seed) throws Exception {
        // given
        DatabaseSettings database = TestServer.newDatabase();
        try (ServerNode first = new ServerNode(database, logs.resolve("first.log"));
                ServerNode second = new ServerNode(database, logs.resolve("second.log"));
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
                Connection connection = EventTable.connect(database)) {
            first.start();
            second.start().awaitReady();
            first.awaitReady();
            Household household = Household.settle(http, first.url(), WORKSPACES);
            Map<String, Long> settled = positions(connection, household);

            // when
            ServerNode dead = sendAndKill(List.of(first, second), household, http, requests, kills, seed);
            ServerNode survivor = dead == first ? second : first;
            awaitIdle(connection);

            // then
            assertThat(told).filteredOn(Told::acknowledged).hasSizeGreaterThanOrEqualTo(requests);
            List<String> live = new ArrayList<>();
            for (String workspace : household.workspaces()) {
                checkLog(connection, workspace, settled.getOrDefault(workspace, 0L));
                live.addAll(ProjectionTables.dump(connection, workspace));
            }

            // and when
            survivor.kill();
            ProjectionTables.empty(connection);
            dead.start().awaitReady();
            awaitIdle(connection);

            // then
            List<String> rebuilt = new ArrayList<>();
            for (String workspace : household.workspaces()) {
                rebuilt.addAll(ProjectionTables.dump(connection, workspace));
            }
            assertThat(rebuilt).as("rebuilt projections").isEqualTo(live);
        }
    }

    /** Returns the server that was killed last, and is dead. */
    private ServerNode sendAndKill(
            List<ServerNode> nodes, Household household, HttpClient http, int requests, int kills, long seed)
            throws Exception {
        Random random = new Random(seed);
        AtomicBoolean ended = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                MixedClient client = new MixedClient(i, nodes, household, http, told, seed);
                clients.add(threads.submit(() -> {
                    client.sendWhile(() -> !ended.get());
                    return null;
                }));
            }
            try {
                ServerNode killed = nodes.getFirst();
                int share = requests / (kills + 1);
                awaitAcknowledged(share, clients);
                for (int i = 1; i <= kills; i++) {
                    LockSupport.parkNanos(random.nextInt(20_000_000));
                    killed = nodes.get(random.nextInt(nodes.size()));
                    killed.kill();
                    if (i < kills) {
                        killed.start().awaitReady();
                    }
                    awaitAcknowledged(acknowledged() + share + random.nextInt(share / 4), clients);
                }
                return killed;
            } finally {
                ended.set(true);
                for (Future<?> client : clients) {
                    client.get();
                }
            }
        }
    }

    private void awaitAcknowledged(long enough, List<Future<?>> clients) {
        while (acknowledged() < enough) {
            assertThat(clients).as("clients that go on").noneMatch(Future::isDone);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private long acknowledged() {
        return told.stream().filter(Told::acknowledged).count();
    }

    private static void awaitIdle(Connection connection) {
        Awaitility.await("the survivor to be idle")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(EventTable.behind(connection)).isEmpty());
    }

    private void checkLog(Connection connection, String workspace, long settled) throws Exception {
        List<LoggedEvent> events = EventTable.read(connection, workspace, 0);
        Map<String, String> parked = EventTable.parked(connection, workspace);
        assertThat(WriteChecker.check(events, parked)).as("log of " + workspace).isEmpty();
        List<Told> here =
                told.stream().filter(each -> each.workspace().equals(workspace)).toList();
        assertThat(AnswerCheck.check(events, parked, here, settled))
                .as("answers in " + workspace)
                .isEmpty();
        assertThat(parked).as("parked in " + workspace).isEmpty();
        Map<String, List<Map<String, String>>> tables = ProjectionTables.all(connection, workspace);
        assertThat(ProjectionCheck.check(events, tables))
                .as("projections of " + workspace)
                .isEmpty();
        assertThat(events)
                .as("kinds of events in " + workspace)
                .extracting(LoggedEvent::type)
                .contains("entities.create.validated", "entities.create.proposed", "proposal.accepted");
    }

    private static Map<String, Long> positions(Connection connection, Household household) throws Exception {
        Map<String, Long> positions = new HashMap<>();
        for (String workspace : household.workspaces()) {
            List<LoggedEvent> events = EventTable.read(connection, workspace, 0);
            positions.put(workspace, (long) events.size());
        }
        return positions;
    }
}
