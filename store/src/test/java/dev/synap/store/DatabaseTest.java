package dev.synap.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.log.AppendResult;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connecting: set-up by several nodes at once, versions, and URLs. */
class DatabaseTest {

    static List<TestPostgres> servers() {
        return TestPostgres.everyVersion().toList();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nodesThatSetUpAnEmptyDatabaseAtOnce_allConnect(TestPostgres server) throws Exception {
        // given
        DatabaseSettings settings = DatabaseSettings.parse(server.createDatabase());
        List<Callable<Database>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(() -> Database.connect(settings));
        }

        // when, then
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Database> each : threads.invokeAll(nodes)) {
                try (Database database = each.get();
                        Connection connection = database.dataSource().getConnection()) {
                    assertThat(connection.isValid(5)).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 13, 14})
    void olderPostgres_isRefused(int version) {
        assertThatThrownBy(() -> Database.checkVersion(version))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("PostgreSQL " + version + " is too old; Synap needs 15 or newer");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18, 30})
    void newerPostgres_isTaken(int version) {
        assertThatCode(() -> Database.checkVersion(version)).doesNotThrowAnyException();
    }

    @Test
    void writerThatFallsSilentInTheMidstOfAWrite_keepsNobodyOutForLong() throws Exception {
        try (Database database = Database.connect(
                        DatabaseSettings.parse(TestPostgres.bundled().createDatabase()));
                PostgresEventLog log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
                Connection silent = database.openForAppends();
                Statement statement = silent.createStatement()) {
            // given
            log.append(TestEvents.request("w", TestEvents.draft("a", "note.created")))
                    .orThrow();
            silent.setAutoCommit(false);
            statement.execute("UPDATE workspace_head SET position = 7 WHERE workspace_id = 'w'");

            // when
            AppendResult result = log.append(TestEvents.request("w", TestEvents.draft("a", "note.updated")));

            // then
            assertThat(result.orThrow().first().position()).isEqualTo(2);
            assertThatThrownBy(silent::commit).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void databaseThatIsNotThere_isUnavailable() {
        assertThatThrownBy(() -> Database.connect(DatabaseSettings.of("jdbc:postgresql://127.0.0.1:1/x", "u", "p")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith("cannot use the database at jdbc:postgresql://127.0.0.1:1/x: ");
    }

    @Test
    void url_isPartedFromItsLogin() {
        assertThat(DatabaseSettings.parse("jdbc:postgresql://h:5/n?user=u&ssl=true&password=a%26b"))
                .isEqualTo(DatabaseSettings.of("jdbc:postgresql://h:5/n?ssl=true", "u", "a&b"));
        assertThat(DatabaseSettings.parse("jdbc:postgresql://h/n?user=u&password=p"))
                .hasToString("DatabaseSettings[jdbc:postgresql://h/n, user u, pool 16]");
        assertThatThrownBy(() -> DatabaseSettings.parse("jdbc:postgresql://h:5/n?password=secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> DatabaseSettings.parse("mysql://h")).isInstanceOf(IllegalArgumentException.class);
    }
}
