package dev.synap.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.EventLog;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No event is ever changed or removed: the role that Synap runs under has no right to. */
class RuntimeRoleTest {

    private static final String PERMISSION_DENIED = "42501";

    static List<TestPostgres> servers() {
        return TestPostgres.everyVersion().toList();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void superuserThatOwnsTheTables_runsUnderARoleThatCannotChangeEvents(TestPostgres server) throws SQLException {
        DatabaseSettings settings = DatabaseSettings.parse(server.createDatabase());
        try (Database database = Database.connect(settings)) {
            assertEventsCannotBeChanged(database, "synap_runtime");
        }
        assertSecondStartKeepsIt(settings);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void plainOwnerThatMayMakeNoRole_losesTheRightToChangeEventsItself(TestPostgres server) throws SQLException {
        // given
        String owner = TestEvents.unique("owner");
        DatabaseSettings settings = ownedBy(owner, "", server);

        // when, then
        try (Database database = Database.connect(settings)) {
            assertEventsCannotBeChanged(database, owner);
        }
        assertSecondStartKeepsIt(settings);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void ownerThatMayMakeRoles_runsUnderOneThatCannotChangeEvents(TestPostgres server) throws SQLException {
        DatabaseSettings settings = ownedBy(TestEvents.unique("maker"), "CREATEROLE", server);
        try (Database database = Database.connect(settings)) {
            assertEventsCannotBeChanged(database, null);
        }
        assertSecondStartKeepsIt(settings);
    }

    private static void assertSecondStartKeepsIt(DatabaseSettings settings) throws SQLException {
        try (Database database = Database.connect(settings)) {
            assertEventsCannotBeChanged(database, null);
        }
    }

    private static void assertEventsCannotBeChanged(Database database, @Nullable String role) throws SQLException {
        try (EventLog log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {})) {
            assertThat(log.append(TestEvents.request("w", TestEvents.draft("n1", "note.created"))))
                    .isInstanceOf(Appended.class);
        }
        database.createPartition(Instant.parse("2090-05-05T00:00:00Z"));
        try (Connection pooled = database.dataSource().getConnection();
                Connection appending = database.openForAppends()) {
            for (Connection connection : List.of(pooled, appending)) {
                if (role != null) {
                    assertThat(currentUser(connection)).isEqualTo(role);
                }
                List<String> tables = tables(connection);
                assertThat(tables).hasSizeGreaterThanOrEqualTo(5).contains("event", "event_key", "event_2090_05");
                for (String table : tables) {
                    assertDenied(connection, "UPDATE " + table + " SET workspace_id = workspace_id");
                    assertDenied(connection, "DELETE FROM " + table);
                    assertDenied(connection, "TRUNCATE " + table);
                }
                assertDenied(connection, "UPDATE events_timescale SET type = 'x'");
                assertDenied(connection, "DELETE FROM events_timescale");
                assertDenied(connection, "INSERT INTO events_timescale (id) VALUES ('x')");
            }
        }
    }

    private static void assertDenied(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            SQLException denied = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
            String state = denied == null ? "done" : denied.getSQLState();
            assertThat(state).as(sql).isEqualTo(PERMISSION_DENIED);
        }
    }

    /** The event tables, all partitions included. */
    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>(List.of("event", "event_key"));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String currentUser(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_user")) {
            row.next();
            return row.getString(1);
        }
    }

    /** An empty database of a role that is no superuser. */
    private static DatabaseSettings ownedBy(String owner, String rights, TestPostgres server) throws SQLException {
        String url = server.createDatabase();
        String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + owner + " LOGIN PASSWORD 'secret' " + rights);
            statement.execute("ALTER DATABASE " + name + " OWNER TO " + owner);
        }
        return DatabaseSettings.of(url.substring(0, url.indexOf('?')), owner, "secret");
    }
}
