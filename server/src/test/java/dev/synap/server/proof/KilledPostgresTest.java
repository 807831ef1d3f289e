package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.store.DatabaseSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The PostgreSQL that a server runs for itself is killed under it, while clients send requests of all kinds and
 * workers answer them. The server starts it again, and goes on: each request that was taken ends once.
 */
class KilledPostgresTest {

    private static final int WORKSPACES = 3;
    private static final int CLIENTS = 6;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void killedPostgres_isStartedAgain_andEachRequestEndsOnce() throws Exception {
        run(400, 2, 5);
    }

    @Test
    @Tag("long")
    void killedPostgres_losesNothingHoweverOften() throws Exception {
        run(10_000, 40, System.nanoTime());
    }

    private void run(int requests, int kills, long seed) throws Exception {
        // given
        Path dataDir = directory.resolve("data");
        try (ServerNode server = ServerNode.withOwnPostgres(dataDir, directory.resolve("server.log"));
                HttpClient http = Crowd.httpClient()) {
            server.start().awaitReady();
            try {
                Household household = Household.settle(http, server.url(), WORKSPACES);
                Settlement settlement;
                try (Connection connection = EventTable.connect(database(dataDir))) {
                    settlement = new Settlement(connection, household);
                }

                // when
                try (Crowd crowd = new Crowd(household, http, seed).with(CLIENTS, server, server)) {
                    killPostgres(dataDir, crowd, requests, kills, new Random(seed));
                    crowd.sendHome();

                    // then
                    try (Connection connection = EventTable.connect(database(dataDir))) {
                        Settlement after = settlement.through(connection);
                        after.await();
                        assertThat(crowd.acknowledged()).isGreaterThanOrEqualTo(requests);
                        after.check(crowd);
                    }
                }
            } finally {
                server.shutDown();
            }
        }
    }

    private static void killPostgres(Path dataDir, Crowd crowd, int requests, int kills, Random random)
            throws IOException {
        int share = requests / (kills + 1);
        crowd.awaitMore(share);
        for (int i = 0; i < kills; i++) {
            LockSupport.parkNanos(random.nextInt(20_000_000));
            long postmaster = postmaster(dataDir);
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            crowd.awaitMore(share);
            assertThat(postmaster(dataDir)).as("the process of PostgreSQL").isNotEqualTo(postmaster);
        }
    }

    private static long postmaster(Path dataDir) throws IOException {
        return Long.parseLong(Files.readAllLines(dataDir.resolve("cluster").resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static DatabaseSettings database(Path dataDir) throws IOException {
        String port = Files.readString(dataDir.resolve("port")).strip();
        String password = Files.readString(dataDir.resolve("password")).strip();
        return DatabaseSettings.of("jdbc:postgresql://127.0.0.1:" + port + "/synap", "synap_admin", password);
    }
}
