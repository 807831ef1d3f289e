package dev.synap.store.log;

import static dev.synap.store.log.TestEvents.draft;
import static dev.synap.store.log.TestEvents.event;
import static dev.synap.store.log.TestEvents.expecting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Appends that are behind what the log remembers: others must not wait for them, nor they for a lock. */
class StaleAppendTest {

    @Test
    void appendThatIsBehind_isRefusedWhileAnotherNodeHoldsTheHead() throws SQLException {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database);
                Connection other = DriverManager.getConnection(url)) {
            // given
            log.append(TestEvents.request("w", draft("n1", "note.created"), draft("n1", "note.updated")));
            hold(other);

            // when
            AppendResult result = log.append(expecting("w", "n1", 1, event("n1", "note.updated")));

            // then
            assertThat(result).isEqualTo(new VersionConflict("n1", 1, 2));
        }
    }

    @Test
    void repeatedAppendThatIsBehind_getsItsFirstResult() throws SQLException {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database)) {
            // given
            NewEvent created = event(draft("n1", "note.created").id("a"));
            AppendResult first = log.append(expecting("w", "n1", 0, created));
            log.append(TestEvents.request("w", draft("n1", "note.updated")));

            // when
            AppendResult again = log.append(expecting("w", "n1", 0, created));

            // then
            assertThat(again).isEqualTo(new Appended(first.orThrow().events(), true));
        }
    }

    @Test
    void appendThatIsBehindAnotherNode_isRefusedWithTheVersionThatNodeWrote() throws SQLException {
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                PostgresEventLog log = open(database);
                PostgresEventLog other = open(database)) {
            // given
            log.append(TestEvents.request("w", draft("n1", "note.created")));
            other.append(TestEvents.request("w", draft("n1", "note.updated"), draft("n1", "note.updated")));

            // when
            AppendResult result = log.append(expecting("w", "n1", 1, event("n1", "note.updated")));

            // then
            assertThat(result).isEqualTo(new VersionConflict("n1", 1, 3));
        }
    }

    /** As an append of another node does while it writes. */
    private static void hold(Connection other) throws SQLException {
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute("SELECT 1 FROM workspace_head FOR UPDATE");
        }
    }

    private static PostgresEventLog open(Database database) {
        return new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
    }
}
