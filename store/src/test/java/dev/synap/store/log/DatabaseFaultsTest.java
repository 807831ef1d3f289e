package dev.synap.store.log;

import static dev.synap.store.log.TestEvents.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.OverloadedException;
import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.Verification;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.postgres.LocalPostgres;
import dev.synap.store.postgres.LocalPostgresSettings;
import dev.synap.store.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database fails while clients append. */
class DatabaseFaultsTest {

    private static final String TERMINATE =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'synap' "
                    + "AND datname = current_database()";

    private final SettableClock clock = new SettableClock();

    @TempDir
    Path home;

    @Test
    void appendsWhoseConnectionIsCut_areStoredExactlyOnce() throws Exception {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database, Clock.systemUTC());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // given
            AtomicInteger progress = new AtomicInteger();
            List<Future<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                String subject = "n" + writer;
                writers.add(threads.submit(() -> appendMany(log, subject, 60, progress)));
            }

            // when
            int cuts = 0;
            while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                if (progress.get() >= cuts * 30) {
                    execute(url, TERMINATE);
                    cuts++;
                }
                Thread.onSpinWait();
            }

            // then
            int appended = 0;
            for (Future<Integer> each : writers) {
                appended += each.get();
            }
            assertThat(cuts).isGreaterThan(3);
            assertThat(all(log)).hasSize(appended).doesNotHaveDuplicates();
            assertThat(log.verify("w")).isInstanceOf(Verification.Intact.class);
        }
    }

    @Test
    void databaseThatIsDown_isUnavailableSoonAndUsedAgainOnceItIsBack() throws Exception {
        LocalPostgresSettings settings =
                LocalPostgresSettings.at(home.toRealPath().resolve("data"));
        LocalPostgres postgres = LocalPostgres.start(settings);
        try (Database database = Database.connect(
                        DatabaseSettings.of(postgres.jdbcUrl(), postgres.user(), postgres.password()));
                PostgresEventLog log = open(database, clock)) {
            // given
            log.append(TestEvents.request("w", draft("n1", "note.created").id("a")));
            postgres.close();

            // when
            long start = System.nanoTime();
            assertThatThrownBy(() -> log.append(
                            TestEvents.request("w", draft("n1", "note.updated").id("b"))))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageStartingWith("the database does not answer: ");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            postgres = LocalPostgres.start(settings);

            // then
            assertThat(log.append(
                            TestEvents.request("w", draft("n1", "note.updated").id("b"))))
                    .isInstanceOf(Appended.class);
            assertThat(all(log)).containsExactly("a", "b");
        } finally {
            postgres.close();
        }
    }

    @Test
    void partitionsThatAreMissing_areMadeOnTheWay() throws Exception {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database, clock)) {
            // given
            dropPartitions(url);

            // when, then
            log.append(TestEvents.request("w", draft("n1", "note.created").id("a")))
                    .orThrow();
            clock.move(Duration.ofDays(430));
            log.append(TestEvents.request(
                            "w",
                            draft("n1", "note.updated").id("b"),
                            draft("n2", "x.y").id("c")))
                    .orThrow();
            assertThat(all(log)).containsExactly("a", "b", "c");
            assertThat(log.verify("w")).isInstanceOf(Verification.Intact.class);
        }
    }

    @Test
    void partitionsAreMade_whileALongReadIsUnderWay() throws Exception {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database, clock);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            log.append(TestEvents.request("w", draft("n1", "note.created").id("a")))
                    .orThrow();
            try (Stream<Event> reading = log.stream("w", 0)) {
                assertThat(reading.iterator().hasNext()).isTrue();
                clock.move(Duration.ofDays(900));
                Future<AppendResult> appended = threads.submit(() ->
                        log.append(TestEvents.request("w", draft("n1", "x.y").id("b"))));
                assertThat(appended.get(8, TimeUnit.SECONDS)).isInstanceOf(Appended.class);
            }
        }
    }

    @Test
    void appendsBeyondTheQueue_areRefusedAndTheOthersStored() throws Exception {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database, clock);
                Connection blocker = DriverManager.getConnection(url);
                Statement statement = blocker.createStatement()) {
            // given: the head of the log is held by somebody else
            log.append(TestEvents.request("w", draft("n1", "note.created"))).orThrow();
            blocker.setAutoCommit(false);
            statement.execute("SELECT 1 FROM workspace_head FOR UPDATE");

            // when
            List<Future<AppendResult>> results = new ArrayList<>();
            int refused = 0;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<AppendResult> append = () -> log.append(TestEvents.request("w", draft("n1", "note.updated")));
                for (int i = 0; i < 10_100; i++) {
                    results.add(threads.submit(append));
                }
                while (refused < 99) {
                    refused = (int) results.stream().filter(Future::isDone).count();
                    Thread.onSpinWait();
                }
                blocker.rollback();
            }

            // then
            int stored = 0;
            for (Future<AppendResult> each : results) {
                try {
                    assertThat(each.get()).isInstanceOf(Appended.class);
                    stored++;
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(OverloadedException.class);
                }
            }
            assertThat(stored).isBetween(10_000, 10_001);
            assertThat(log.position("w")).isEqualTo(stored + 1L);
        }
    }

    @Test
    void closedLog_takesNoMoreAppends() {
        try (Database database =
                Database.connect(DatabaseSettings.parse(TestPostgres.bundled().createDatabase()))) {
            PostgresEventLog log = open(database, clock);
            log.close();
            log.close();
            assertThatThrownBy(() -> log.append(TestEvents.request("w", draft("n1", "note.created"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the log is closed");
        }
    }

    private static int appendMany(PostgresEventLog log, String subject, int count, AtomicInteger progress) {
        for (int i = 0; i < count; i++) {
            log.append(TestEvents.expecting("w", subject, i, TestEvents.event(subject, "note.updated")))
                    .orThrow();
            progress.incrementAndGet();
        }
        return count;
    }

    private static PostgresEventLog open(Database database, Clock clock) {
        return new PostgresEventLog(database, clock, (w, s, from, to) -> {});
    }

    private static List<String> all(PostgresEventLog log) {
        try (Stream<Event> events = log.stream("w", 0)) {
            return events.map(Event::id).toList();
        }
    }

    private static void dropPartitions(String url) throws SQLException {
        execute(url, """
                DO $$ DECLARE partition regclass; BEGIN
                    FOR partition IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'event'::regclass LOOP
                        EXECUTE 'DROP TABLE ' || partition;
                    END LOOP;
                END $$
                """);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
