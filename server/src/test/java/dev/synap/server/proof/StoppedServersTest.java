package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.start.TestServer;
import dev.synap.store.DatabaseSettings;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of two servers on one database, the one that holds the leases is stopped in the midst of its work, as a machine that
 * is suspended or a collection of garbage that takes too long would stop it. The other takes over. The one that was
 * stopped wakes up believing that nothing has happened, and must write nothing on the strength of that.
 */
class StoppedServersTest {

    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final int WORKSPACES = 3;
    private static final int CLIENTS_EACH = 3;
    private static final int MAX_TRIES = 500;

    /** A lease lasts 4 s, and so do the locks of a write that was left half done. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path logs;

    @Test
    void aServerThatWasStopped_writesNothingUnderItsOldLease_andGoesOnAsAPeer() throws Exception {
        run(2, 7);
    }

    @Test
    @Tag("long")
    void serversThatAreStopped_writeNothingUnderTheirOldLeasesHoweverOften() throws Exception {
        run(30, System.nanoTime());
    }

    private void run(int stops, long seed) throws Exception {
        // given
        DatabaseSettings database = TestServer.newDatabase();
        try (ServerNode first = new ServerNode(named(database, FIRST), logs.resolve("first.log"));
                ServerNode second = new ServerNode(named(database, SECOND), logs.resolve("second.log"));
                HttpClient http = Crowd.httpClient();
                Connection connection = EventTable.connect(database)) {
            first.start();
            second.start().awaitReady();
            first.awaitReady();
            Witness witness = new Witness(connection);
            Household household = Household.settle(http, first.url(), WORKSPACES);
            Settlement settlement = new Settlement(connection, household);
            Random random = new Random(seed);
            Set<String> stopped = new HashSet<>();
            try (Crowd crowd = new Crowd(household, http, seed)
                    .with(CLIENTS_EACH, first, first)
                    .with(CLIENTS_EACH, second, second)) {

                // when
                for (int i = 0; i < stops; i++) {
                    crowd.awaitMore(60 + random.nextInt(40));
                    String holder = witness.lastServer();
                    ServerNode node = holder.equals(FIRST) ? first : second;
                    stopWhileItWrites(node, holder, witness, random);
                    stopped.add(holder);
                    try {
                        awaitOther(holder, witness);
                        crowd.awaitMore(20, node == first ? second : first);
                    } finally {
                        node.goOn();
                    }
                    crowd.awaitMore(20, node);
                }
                crowd.sendHome();
                settlement.await();

                // then
                assertThat(stopped).as("stopped, each after it had taken over").contains(FIRST, SECOND);
                assertThat(witness.brokenPromises()).as("moves of checkpoints").isEmpty();
                settlement.check(crowd);
            }
        }
    }

    /** Stops it at an instant at which a write of its is half done in the database. */
    private static void stopWhileItWrites(ServerNode node, String name, Witness witness, Random random)
            throws Exception {
        for (int i = 0; i < MAX_TRIES; i++) {
            node.stop();
            if (witness.sawHalfAWrite(name)) {
                return;
            }
            node.goOn();
            LockSupport.parkNanos(random.nextInt(5_000_000));
        }
        throw new AssertionError("the server was never caught writing");
    }

    private static void awaitOther(String stopped, Witness witness) throws Exception {
        long before = witness.moves();
        String other = stopped.equals(FIRST) ? SECOND : FIRST;
        Awaitility.await("the other server to answer in each workspace")
                .atMost(TAKEN_OVER_WITHIN)
                .until(() -> witness.workspacesOf(other, before) == WORKSPACES);
    }

    private static DatabaseSettings named(DatabaseSettings database, String application) {
        String separator = database.jdbcUrl().contains("?") ? "&" : "?";
        return DatabaseSettings.of(
                database.jdbcUrl() + separator + "ApplicationName=" + application,
                database.user(),
                database.password());
    }
}
