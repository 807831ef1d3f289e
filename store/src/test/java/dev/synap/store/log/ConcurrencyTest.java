package dev.synap.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.log.Verification;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.HistoryChecker.Stored;
import dev.synap.store.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many clients of two servers on one database: guarantees 1 to 4, by what each client was told. */
class ConcurrencyTest {

    private static final int CLIENTS = 12;

    static List<TestPostgres> servers() {
        return TestPostgres.everyVersion().toList();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void twoServers_keepWhatTheyPromise(TestPostgres server) throws Exception {
        run(server, Duration.ofSeconds(5), 1_000);
    }

    @Test
    @Tag("long")
    void twoServers_keepWhatTheyPromiseForMinutes() throws Exception {
        run(TestPostgres.bundled(), Duration.ofMinutes(3), 50_000);
    }

    private static void run(TestPostgres server, Duration duration, int atLeast) throws Exception {
        // given
        String url = server.createDatabase();
        List<String> workspaces = List.of("w1", "w2", "w3", "w4");
        ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
        AtomicBoolean ended = new AtomicBoolean();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {

            // when
            try (NodeProcess first = NodeProcess.start(url);
                    NodeProcess second = NodeProcess.start(url)) {
                List<Future<List<Stored>>> readers = new ArrayList<>();
                for (String workspace : workspaces) {
                    readers.add(threads.submit(() -> RacingReader.readUntil(ended, log, workspace)));
                }
                List<Future<?>> clients = new ArrayList<>();
                long end = System.nanoTime() + duration.toNanos();
                for (int i = 0; i < CLIENTS; i++) {
                    RacingClient client = new RacingClient(i, List.of(first, second), workspaces, told);
                    clients.add(threads.submit(() -> client.appendUntil(end, atLeast / CLIENTS)));
                }
                for (Future<?> client : clients) {
                    client.get();
                }
                ended.set(true);

                // then
                List<Stored> all = new ArrayList<>();
                for (int i = 0; i < workspaces.size(); i++) {
                    List<Stored> stored = RacingReader.readAll(log, workspaces.get(i));
                    assertThat(readers.get(i).get())
                            .as("what a reader saw on its way")
                            .isEqualTo(stored);
                    assertThat(log.verify(workspaces.get(i))).isInstanceOf(Verification.Intact.class);
                    all.addAll(stored);
                }
                assertThat(HistoryChecker.check(all, List.copyOf(told))).isEmpty();
                assertThat(told).filteredOn(Told::first).hasSizeGreaterThan(atLeast / 3);
                assertThat(told).anyMatch(each -> each.answer().startsWith("conflict "));
                assertThat(told).anyMatch(each -> each.answer().startsWith("repeated "));
                assertThat(told)
                        .noneMatch(each -> each.answer().startsWith("failed ")
                                || each.answer().equals("lost"));
            }
        }
    }
}
