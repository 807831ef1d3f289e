package dev.synap.store.log;

import static dev.synap.store.log.TestEvents.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A caller that writes for others is interrupted, or fails; what is written after it must not suffer. */
class LeaderFaultsTest {

    private static final String WAITS_FOR_A_LOCK = "SELECT count(*) FROM pg_stat_activity "
            + "WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private final FailingClock clock = new FailingClock();

    @Test
    void errorOfALeaderUnderLock_leavesNothingOpenBehindIt() throws Exception {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database, clock);
                PostgresEventLog other = open(database, Clock.systemUTC())) {
            // given: what the log remembers of the subject is behind, so that it has to look under lock
            append(log, "n1", "note.created", "a");
            append(other, "n1", "note.updated", "b");
            NewEvent next = TestEvents.event(draft("n1", "note.updated").id("c"));
            clock.failNext();

            // when
            AppendRequest request = TestEvents.expecting("w", "n1", 2, next);
            assertThatThrownBy(() -> log.append(request)).isInstanceOf(NoClassDefFoundError.class);
            append(log, "n1", "note.updated", "d");

            // then
            assertThat(all(other)).containsExactly("a", "b", "d");
        }
    }

    @Test
    void callerThatCameInterrupted_isServedAndStaysInterrupted() throws Exception {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database, clock);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> interrupted = threads.submit(() -> {
                Thread.currentThread().interrupt();
                append(log, "n1", "note.created", "a");
                return Thread.currentThread().isInterrupted();
            });
            assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(all(log)).containsExactly("a");
        }
    }

    @Test
    void leaderThatIsInterruptedWhileItWrites_storesItsBatchOnce() throws Exception {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database, clock);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection blocker = DriverManager.getConnection(url);
                Statement statement = blocker.createStatement()) {
            // given: the write waits for a head that somebody else holds
            append(log, "n1", "note.created", "a");
            blocker.setAutoCommit(false);
            statement.execute("SELECT 1 FROM workspace_head FOR UPDATE");
            FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
                append(log, "n1", "note.updated", "b");
                return Thread.currentThread().isInterrupted();
            });
            Thread leader = Thread.ofVirtual().start(interrupted);
            while (count(statement, WAITS_FOR_A_LOCK) == 0) {
                Thread.onSpinWait();
            }
            Future<AppendResult> neighbour = threads.submit(() -> log.append(
                    TestEvents.request("w", draft("n2", "note.created").id("c"))));

            // when
            leader.interrupt();
            blocker.rollback();

            // then
            assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(neighbour.get(30, TimeUnit.SECONDS)).isInstanceOf(Appended.class);
            assertThat(all(log)).containsExactly("a", "b", "c");
        }
    }

    private static PostgresEventLog open(Database database, Clock clock) {
        return new PostgresEventLog(database, clock, (w, s, from, to) -> {});
    }

    private static void append(PostgresEventLog log, String subjectId, String type, String id) {
        log.append(TestEvents.request("w", draft(subjectId, type).id(id))).orThrow();
    }

    private static List<String> all(PostgresEventLog log) {
        try (Stream<Event> events = log.stream("w", 0)) {
            return events.map(Event::id).toList();
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A clock that breaks when it is told to, once, as a class that cannot be loaded does. */
    private static final class FailingClock extends Clock {
        private final Clock system = Clock.systemUTC();
        private volatile boolean failing;

        void failNext() {
            failing = true;
        }

        @Override
        public Instant instant() {
            if (failing) {
                failing = false;
                throw new NoClassDefFoundError("dev/synap/Missing");
            }
            return system.instant();
        }

        @Override
        public ZoneId getZone() {
            return system.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
