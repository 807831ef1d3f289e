package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.start.TestServer;
import dev.synap.store.DatabaseSettings;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
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
                HttpClient http = Crowd.httpClient();
                Connection connection = EventTable.connect(database)) {
            first.start();
            second.start().awaitReady();
            first.awaitReady();
            Household household = Household.settle(http, first.url(), WORKSPACES);
            Settlement settlement = new Settlement(connection, household);

            // when
            try (Crowd crowd = new Crowd(household, http, seed).with(CLIENTS, first, second)) {
                ServerNode dead = killAmong(List.of(first, second), crowd, requests, kills, new Random(seed));
                crowd.sendHome();
                ServerNode survivor = dead == first ? second : first;
                settlement.await();

                // then
                assertThat(crowd.acknowledged()).isGreaterThanOrEqualTo(requests);
                List<String> live = settlement.check(crowd);

                // and when
                survivor.kill();
                ProjectionTables.empty(connection);
                dead.start().awaitReady();
                settlement.await();

                // then
                assertThat(settlement.rows()).as("rebuilt projections").isEqualTo(live);
            }
        }
    }

    /** Returns the server that was killed last, and is dead. */
    private static ServerNode killAmong(List<ServerNode> nodes, Crowd crowd, int requests, int kills, Random random)
            throws Exception {
        ServerNode killed = nodes.getFirst();
        int share = requests / (kills + 1);
        crowd.awaitMore(share);
        for (int i = 1; i <= kills; i++) {
            LockSupport.parkNanos(random.nextInt(20_000_000));
            killed = nodes.get(random.nextInt(nodes.size()));
            killed.kill();
            if (i < kills) {
                killed.start().awaitReady();
            }
            crowd.awaitMore(share + random.nextInt(share / 4));
        }
        return killed;
    }
}
