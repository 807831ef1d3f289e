package dev.synap.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.log.Verification;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.HistoryChecker.Stored;
import dev.synap.store.postgres.LocalPostgres;
import dev.synap.store.postgres.LocalPostgresSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers and PostgreSQL are killed at random moments while clients append: what was acknowledged is there, and
 * every append is there whole or not at all.
 */
class CrashTest {

    private static final int CLIENTS = 8;
    private static final List<String> WORKSPACES = List.of("w1", "w2");

    @TempDir
    Path home;

    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    private int clients;

    @Test
    void killedServersAndDatabases_loseNothingAcknowledged() throws Exception {
        run(4, 7);
    }

    @Test
    @Tag("long")
    void killedServersAndDatabases_loseNothingAcknowledgedHoweverOften() throws Exception {
        run(60, System.nanoTime());
    }

    private void run(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        LocalPostgresSettings settings =
                LocalPostgresSettings.at(home.toRealPath().resolve("data"));
        LocalPostgres postgres = LocalPostgres.start(settings);
        try {
            for (int i = 0; i < kills; i++) {
                boolean killsDatabase = i % 2 == 1;
                appendUntilKilled(postgres, killsDatabase, random);
                if (killsDatabase) {
                    postgres.close();
                    postgres = LocalPostgres.start(settings);
                }
                check(postgres);
            }
            assertThat(told).filteredOn(Told::acknowledged).hasSizeGreaterThan(kills * 20);
        } finally {
            postgres.close();
        }
    }

    private void appendUntilKilled(LocalPostgres postgres, boolean killsDatabase, Random random) throws Exception {
        try (NodeProcess node = NodeProcess.start(url(postgres));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int acknowledged = (int) told.stream().filter(Told::acknowledged).count();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                RacingClient client = new RacingClient(clients++, List.of(node), WORKSPACES, told);
                running.add(threads.submit(() -> client.appendUntil(Long.MAX_VALUE, Integer.MAX_VALUE)));
            }
            long enough = acknowledged + 30 + random.nextInt(300);
            while (told.stream().filter(Told::acknowledged).count() < enough) {
                LockSupport.parkNanos(1_000_000 + random.nextInt(3_000_000));
            }
            if (killsDatabase) {
                KilledPostgres.killAll(postgres.postmasterPid());
            }
            node.kill();
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private void check(LocalPostgres postgres) {
        List<Stored> all = new ArrayList<>();
        try (Database database = Database.connect(DatabaseSettings.parse(url(postgres)));
                PostgresEventLog log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {})) {
            for (String workspace : WORKSPACES) {
                List<Stored> stored = RacingReader.readAll(log, workspace);
                assertThat(log.verify(workspace)).isInstanceOf(Verification.Intact.class);
                assertThat(log.position(workspace)).isEqualTo(stored.size());
                all.addAll(stored);
            }
        }
        assertThat(HistoryChecker.check(all, List.copyOf(told))).isEmpty();
    }

    private static String url(LocalPostgres postgres) {
        return postgres.jdbcUrl() + "?user=" + postgres.user() + "&password=" + postgres.password();
    }
}
