package dev.synap.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.Verification;
import dev.synap.core.log.Verification.Broken;
import dev.synap.core.log.Verification.Intact;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody with a superuser's rights changes the log behind Synap's back: verify names the first bad position. */
class TamperTest {

    private static final int EVENTS = 12;
    private static final String INSERT = "INSERT INTO event (workspace_id, position, version, recorded_at, "
            + "occurred_at, hash, event_id, type, subject_id, subject_type, user_id, source, data, metadata)";

    private static String url;
    private static Database database;
    private static EventLog log;

    private final String workspace = TestEvents.unique("ws");

    @BeforeAll
    static void connect() {
        url = TestPostgres.bundled().createDatabase();
        database = Database.connect(DatabaseSettings.parse(url));
        log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
    }

    @AfterAll
    static void disconnect() {
        log.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', commentCharacter = '~', textBlock = """
            data = '{"n": 1}'                                        | 4
            data = concat(data, ' ')::json | 4
            metadata = '{"reason":"other"}'                          | 4
            occurred_at = occurred_at + interval '1 microsecond'     | 4
            recorded_at = recorded_at + interval '1 microsecond'     | 4
            user_id = 'mallory'                                      | 4
            source = 'elsewhere'                                     | 4
            type = 'note.deleted'                                    | 4
            subject_id = 'n2'                                        | 4
            subject_type = 'task'                                    | 4
            event_id = 'evt_other'                                   | 4
            version = version + 1                                    | 4
            correlation_id = 'c'                                     | 4
            causation_id = 'c'                                       | 4
            hash = sha256('x')                                       | 4
            hash = set_byte(hash, 31, get_byte(hash, 31) # 1)        | 4
            position = 40                                            | 4
            position = 0                                             | 0
            position = -7                                            | -7
            """)
    void changedColumn_isFoundWhereItStands(String change, long position) throws SQLException {
        fill();
        asSuperuser("UPDATE event SET " + change + " WHERE workspace_id = '%s' AND position = 4");
        assertBrokenAt(position);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "11, 11", "12, 12"})
    void removedEvent_isFoundWhereItStood(long position, long found) throws SQLException {
        fill();
        asSuperuser("DELETE FROM event WHERE workspace_id = '%s' AND position = " + position);
        assertBrokenAt(found);
    }

    @Test
    void cutTail_isFoundWhereItBegan() throws SQLException {
        fill();
        asSuperuser("DELETE FROM event WHERE workspace_id = '%s' AND position > 7");
        assertBrokenAt(8);
    }

    @Test
    void wholeLogRemoved_isFound() throws SQLException {
        fill();
        asSuperuser("DELETE FROM event WHERE workspace_id = '%s'");
        assertBrokenAt(1);
    }

    @Test
    void swappedEvents_areFoundAtTheFirst() throws SQLException {
        fill();
        asSuperuser("UPDATE event SET position = -1 WHERE workspace_id = '%s' AND position = 3");
        asSuperuser("UPDATE event SET position = 3 WHERE workspace_id = '%s' AND position = 6");
        asSuperuser("UPDATE event SET position = 6 WHERE workspace_id = '%s' AND position = -1");
        assertBrokenAt(3);
    }

    @Test
    void removedEventWithTheRestMovedUp_isFoundWhereItStood() throws SQLException {
        fill();
        asSuperuser("DELETE FROM event WHERE workspace_id = '%s' AND position = 5");
        for (int position = 6; position <= EVENTS; position++) {
            asSuperuser(
                    "UPDATE event SET position = position - 1 WHERE workspace_id = '%s' AND position = " + position);
        }
        asSuperuser("UPDATE workspace_head SET position = position - 1 WHERE workspace_id = '%s'");
        assertBrokenAt(5);
    }

    @Test
    void insertedEvent_isFoundWhereItStands() throws SQLException {
        fill();
        for (int position = EVENTS; position >= 5; position--) {
            asSuperuser(
                    "UPDATE event SET position = position + 1 WHERE workspace_id = '%s' AND position = " + position);
        }
        insertCopy(4, 5);
        assertBrokenAt(5);
    }

    @Test
    void eventInsertedTwiceAtOnePosition_isFoundThere() throws SQLException {
        fill();
        asSuperuser(INSERT + " SELECT workspace_id, position, version, recorded_at + interval '1 hour', "
                + "occurred_at, hash, event_id || 'x', type, subject_id, subject_type, user_id, source, data, metadata "
                + "FROM event WHERE workspace_id = '%s' AND position = 6");
        assertBrokenAt(6);
    }

    @Test
    void eventInsertedBehindTheHead_isFoundThere() throws SQLException {
        fill();
        insertCopy(EVENTS, EVENTS + 1);
        assertBrokenAt(EVENTS + 1);
    }

    @Test
    void eventsBehindTheHead_areFoundEvenWhenTheirHashesHold() throws SQLException {
        fill();
        asSuperuser("UPDATE workspace_head SET position = 9, hash = "
                + "(SELECT hash FROM event WHERE workspace_id = '%1$s' AND position = 9) WHERE workspace_id = '%1$s'");
        assertBrokenAt(10);
    }

    @Test
    void removedHead_isFound() throws SQLException {
        fill();
        asSuperuser("DELETE FROM workspace_head WHERE workspace_id = '%s'");
        assertBrokenAt(1);
    }

    @Test
    void headOfAnotherPosition_isFoundBehindTheLastEvent() throws SQLException {
        fill();
        asSuperuser("UPDATE workspace_head SET position = 20 WHERE workspace_id = '%s'");
        assertBrokenAt(EVENTS + 1);
    }

    @Test
    void headWithAnotherHash_isFoundAtTheLastEvent() throws SQLException {
        fill();
        asSuperuser("UPDATE workspace_head SET hash = sha256('x') WHERE workspace_id = '%s'");
        assertBrokenAt(EVENTS);
    }

    /** Nothing inside a database can tell this: it takes the hash that was kept elsewhere. */
    @Test
    void tailCutWithItsHead_isToldByTheLastHashThatWasKept() throws SQLException {
        fill();
        Intact before = (Intact) log.verify(workspace);
        asSuperuser("DELETE FROM event WHERE workspace_id = '%s' AND position > 7");
        asSuperuser("UPDATE workspace_head SET position = 7, hash = "
                + "(SELECT hash FROM event WHERE workspace_id = '%1$s' AND position = 7) WHERE workspace_id = '%1$s'");
        Intact after = (Intact) log.verify(workspace);
        assertThat(after.events()).isEqualTo(7);
        assertThat(after.hash()).isNotEqualTo(before.hash());
    }

    @Test
    void otherWorkspaces_areNotBlamed() throws SQLException {
        String other = TestEvents.unique("other");
        log.append(TestEvents.request(other, TestEvents.draft("n1", "note.created")))
                .orThrow();
        fill();
        asSuperuser("UPDATE event SET type = 'x.y' WHERE workspace_id = '%s' AND position = 1");
        assertBrokenAt(1);
        assertThat(log.verify(other)).isInstanceOf(Intact.class);
    }

    private void fill() {
        log.append(AppendRequest.of(workspace, TestEvents.updates("n1", EVENTS)))
                .orThrow();
        assertThat(log.verify(workspace)).isInstanceOf(Intact.class);
    }

    private void assertBrokenAt(long position) {
        Verification found = log.verify(workspace);
        assertThat(found).isInstanceOf(Broken.class);
        assertThat(((Broken) found).position()).as("%s", found).isEqualTo(position);
    }

    private void insertCopy(long from, long to) throws SQLException {
        asSuperuser(INSERT + " SELECT workspace_id, " + to
                + ", version, recorded_at, occurred_at, hash, event_id || 'x', type, subject_id, subject_type, "
                + "user_id, source, data, metadata FROM event WHERE workspace_id = '%s' AND position = " + from);
    }

    private void asSuperuser(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql.formatted(workspace))).isPositive();
        }
    }
}
