package dev.synap.store.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.log.AppendRequest;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Workspaces in which nothing happens cost nothing, however many there are. */
class IdleCostTest {

    private static final int WORKSPACES = 10_000;
    private static final int ACTIVE = 100;
    private static final int POLLS_PER_SECOND = 5;
    private static final int SECONDS = 4;

    @Test
    void thousandsOfIdleWorkspaces_addNoQueries_andAreWokenAtOnce() {
        FeedDatabase tables = FeedDatabase.create(TestPostgres.bundled());
        Scribe scribe = new Scribe("scribe", true, workspace -> true);
        FeedSettings settings = FeedSettings.defaults()
                .withPoll(Duration.ofMillis(1_000 / POLLS_PER_SECOND))
                .withIdleAfter(Duration.ofMinutes(1));
        try (PostgresEventLog log = new PostgresEventLog(tables.database(), Clock.systemUTC(), (w, s, f, t) -> {});
                Feed feed = new Feed(tables.database(), log, List.of(scribe), settings)) {
            // given: ten thousand workspaces that are done, a hundred that are held
            tables.execute(
                    "INSERT INTO workspace_head SELECT 'idle' || n, 1, now(), sha256('') FROM generate_series(1, "
                            + WORKSPACES + ") n");
            tables.execute("INSERT INTO checkpoint SELECT workspace_id, 'scribe', 1 FROM workspace_head");
            tables.execute("ANALYZE");
            feed.start();
            for (int i = 0; i < ACTIVE; i++) {
                append(log, "active" + i);
            }
            for (int i = 0; i < ACTIVE; i++) {
                assertThat(feed.await("scribe", "active" + i, 2, Duration.ofSeconds(20)))
                        .isTrue();
            }
            assertThat(feed.territories()).hasSize(ACTIVE);
            Awaitility.await()
                    .until(() -> feed.territories().values().stream()
                            .allMatch(each -> each.walkers().stream().noneMatch(Walker::isAheadOfCheckpoint)));

            // when, then: four queries each time it looks, and a sign of life now and then. A backend may count
            // what it did seconds ago, so the first window may hold what was done before.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ZERO)
                    .untilAsserted(() -> assertThat(spentInAWindow(tables))
                            .isBetween(1L, (SECONDS + 2L) * (POLLS_PER_SECOND * 4 + 5)));
            assertThat(feed.territories()).hasSize(ACTIVE);
            append(log, "idle77");
            assertThat(feed.await("scribe", "idle77", 2, Duration.ofSeconds(5))).isTrue();
        } finally {
            tables.database().close();
        }
    }

    private static void append(PostgresEventLog log, String workspace) {
        log.append(AppendRequest.of(workspace, List.of(TestEvents.event("n1", "note.created"))))
                .orThrow();
    }

    private static long spentInAWindow(FeedDatabase tables) {
        long before = transactions(tables);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return transactions(tables) - before;
    }

    private static long transactions(FeedDatabase tables) {
        return Long.parseLong(tables.texts(
                        "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()")
                .getFirst());
    }
}
