package dev.synap.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.log.AppendRequest;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.feed.Reaction;
import dev.synap.store.postgres.TestPostgres;
import dev.synap.store.projection.Projections;
import dev.synap.store.state.LatestEvents;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Plans are kept for long, and the first ones are made while the tables are empty and nobody has analysed them. They
 * must do when the tables have filled, too.
 */
class FreshTablesTest {

    private static final int EVENTS = 3_000;
    private static final int RUNS = 30;

    @Test
    void eventById_readsFewRowsByAPlanFromWhenThereWereNone() throws SQLException {
        assertReadsFewRows((log, database) -> run -> log.get("w", "e" + run));
    }

    @Test
    void latestEventsOfSubjects_readFewRowsByAPlanFromWhenThereWereNone() throws SQLException {
        assertReadsFewRows((log, database) -> {
            LatestEvents latest = new LatestEvents(database.dataSource());
            return run -> latest.of("w", Map.of("n" + run, 0L, "none", 0L));
        });
    }

    @Test
    void projectedRows_readFewRowsByAPlanFromWhenThereWereNone() throws SQLException {
        assertReadsFewRows((log, database) -> run -> {
            Reaction reaction =
                    new Projections().react("w", List.of(log.get("w", "e" + run).orElseThrow()));
            try (Connection connection = database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                reaction.tables().write(connection);
                connection.commit();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void assertReadsFewRows(Work work) throws SQLException {
        String url = TestPostgres.bundled().createDatabase();
        long before;
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {})) {
            // given: plans made on empty tables
            append(log, 0, 1);
            Consumer<Integer> each = work.on(log, database);
            IntStream.range(0, RUNS).forEach(run -> each.accept(0));
            for (int from = 1; from < EVENTS; from += 500) {
                append(log, from, Math.min(from + 500, EVENTS));
            }
            before = rowsRead(url);

            // when
            IntStream.range(EVENTS - RUNS, EVENTS).forEach(each::accept);
        }

        // then: a backend's counts show once it is gone
        await().until(() -> number(
                        url,
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
                == 0);
        // What filled the tables is among them.
        assertThat(rowsRead(url) - before).isLessThan(EVENTS * 6L);
    }

    private static void append(PostgresEventLog log, int from, int to) {
        log.append(AppendRequest.of(
                        "w",
                        IntStream.range(from, to)
                                .mapToObj(i -> TestEvents.event(TestEvents.draft("n" + i, "note.created")
                                        .id("e" + i)))
                                .toList()))
                .orThrow();
    }

    private static long rowsRead(String url) throws SQLException {
        return number(
                url,
                "SELECT sum(seq_tup_read) + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes) FROM pg_stat_user_tables");
    }

    private static long number(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private interface Work {
        Consumer<Integer> on(PostgresEventLog log, Database database);
    }
}
