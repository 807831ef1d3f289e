package dev.synap.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Appends and queries go by the index meant for them. Measured by what PostgreSQL counts while the code itself
 * runs: the rows that it read, and by which index. Each runs often enough that generic plans come into use.
 */
class PlansTest {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final int EVENTS = 12_000;
    private static final int RUNS = 12;

    private static String url;

    @BeforeAll
    static void fill() throws SQLException {
        url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database)) {
            for (int from = 0; from < EVENTS; from += 1_000) {
                List<NewEvent> events = new ArrayList<>();
                for (int i = from; i < from + 1_000; i++) {
                    events.add(TestEvents.event(TestEvents.draft("n" + i % 600, type(i))
                            .id("e" + i)
                            .user("user" + i % 300)
                            .correlation("c" + i / 10)
                            .timestamp(START.plusSeconds(i))));
                }
                log.append(AppendRequest.of("w", events)).orThrow();
            }
        }
        execute("VACUUM ANALYZE");
    }

    /** Every other event shares a first word; the others have one of many. */
    private static String type(int i) {
        return i % 2 == 0 ? "note.changed" + i % 300 : "type" + i % 300 + ".changed";
    }

    @Test
    void history_goesBySubject() throws SQLException {
        assertReads(20, "subject_id_version", log -> log.history("w", "n7", AsOf.latest(), PageRequest.last(10)));
    }

    @Test
    void queryByType_goesByType() throws SQLException {
        assertReads(
                20,
                "type_position",
                log -> log.query("w", EventQuery.all().type("type7.changed"), PageRequest.first(10)));
    }

    @Test
    void queryByTypePrefix_goesByType() throws SQLException {
        assertReads(
                60, "type_position", log -> log.query("w", EventQuery.all().type("type7.*"), PageRequest.first(10)));
    }

    @Test
    void queryByTypePrefixThatManyShare_goesByPosition() throws SQLException {
        assertReads(60, "pkey", log -> log.query("w", EventQuery.all().type("note.*"), PageRequest.first(10)));
    }

    @Test
    void queryByUser_goesByUser() throws SQLException {
        assertReads(
                20, "user_id_position", log -> log.query("w", EventQuery.all().user("user7"), PageRequest.last(10)));
    }

    @Test
    void queryByCorrelation_goesByCorrelation() throws SQLException {
        assertReads(
                20,
                "correlation_id_position",
                log -> log.query("w", EventQuery.all().correlation("c7"), PageRequest.first(10)));
    }

    @Test
    void queryByTime_goesByTime() throws SQLException {
        EventQuery query = EventQuery.all().between(START.plusSeconds(7_000), START.plusSeconds(7_030));
        assertReads(60, "occurred_at_position", log -> log.query("w", query, PageRequest.first(10)));
    }

    @Test
    void pageOfTheLog_goesByPosition() throws SQLException {
        assertReads(
                20,
                "pkey",
                log -> log.query("w", EventQuery.all(), PageRequest.first(10).after(6_000)));
        assertReads(20, "pkey", log -> log.query("w", EventQuery.all(), PageRequest.last(10)));
    }

    @Test
    void eventById_goesByKeyAndPosition() throws SQLException {
        assertReads(5, "event_key_pkey", log -> log.get("w", "e7000"));
    }

    @Test
    void appendOfOne_readsNoMoreThanItsHeads() throws SQLException {
        assertReads(
                8,
                "subject_head_pkey",
                log -> log.append(TestEvents.request("w", TestEvents.draft("n9", "note.updated")))
                        .orThrow());
    }

    @Test
    void appendOfMany_readsNoMoreThanItsHeads() throws SQLException {
        assertReads(
                40,
                "subject_head_pkey",
                log -> log.append(AppendRequest.of(
                                "w",
                                List.of(
                                        TestEvents.event("n1", "x.y"),
                                        TestEvents.event("n2", "x.y"),
                                        TestEvents.event("n3", "x.y"))))
                        .orThrow());
    }

    @Test
    void repeatedAppend_readsNoMoreThanItsHeadsAndEvents() throws SQLException {
        AppendRequest request =
                TestEvents.request("w", TestEvents.draft("n5", "note.updated").id("again"));
        assertReads(12, "event_key_pkey", log -> log.append(request).orThrow());
    }

    /** Each run reads at most this many rows, by index alone, and goes by the one that is meant. */
    private static void assertReads(long atMost, String index, Consumer<PostgresEventLog> work) throws SQLException {
        // given
        settle();
        long sequential = rowsReadInSequence();
        long indexed = rowsReadByIndex("%");
        long scans = scans(index);

        // when: a backend's counts show once it is gone
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database)) {
            for (int i = 0; i < RUNS; i++) {
                work.accept(log);
            }
        }
        settle();

        // then
        assertThat(rowsReadInSequence() - sequential)
                .as("rows read without an index")
                .isZero();
        assertThat(scans(index) - scans).as("scans of " + index).isGreaterThanOrEqualTo(RUNS / 2);
        assertThat(rowsReadByIndex("%") - indexed).as("rows read by index").isLessThanOrEqualTo(atMost * RUNS);
    }

    private static PostgresEventLog open(Database database) {
        return new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
    }

    private static void settle() {
        await().until(() -> number(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                                + " AND backend_type = 'client backend'")
                == 0);
    }

    private static long rowsReadInSequence() throws SQLException {
        return number("SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname ~ '^(event|subject_head)'");
    }

    private static long rowsReadByIndex(String index) throws SQLException {
        return number("SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname ~ '^(event|subject_head)'"
                + " AND indexrelname LIKE '%" + index + "%'");
    }

    private static long scans(String index) throws SQLException {
        return number("SELECT sum(idx_scan) FROM pg_stat_user_indexes WHERE relname ~ '^(event|subject_head)'"
                + " AND indexrelname LIKE '%" + index + "%'");
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
