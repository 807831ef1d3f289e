package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The example of the write flow as it is told to people, and what two servers on one database make of it. */
class SeedFlowTest {

    @Test
    void aNoteThatIsCreated_showsItsPhasesInSql_inOrder() throws SQLException {
        DatabaseSettings database = TestServer.newDatabase();
        try (RunningServer server = TestServer.start(database, 1_000)) {
            Api owner = Api.of(server, TestServer.ADMIN_KEY);

            String id = owner.post(
                            "/api/v1/workspaces/default/entities?wait=validated",
                            "{\"type\": \"note\", \"content\": \"My note\"}")
                    .is(201)
                    .at("/subjectId")
                    .stringValue();

            assertThat(rows(
                            database,
                            "SELECT type, timestamp FROM events_timescale WHERE subject_id = '" + id
                                    + "' ORDER BY timestamp, position"))
                    .containsExactly(
                            "entities.create.requested",
                            "entities.create.approved",
                            "note.created",
                            "entities.create.validated");
            assertThat(rows(database, "SELECT content FROM notes WHERE id = '" + id + "'"))
                    .containsExactly("My note");
            assertThat(rows(database, "SELECT status FROM dispatch WHERE subject_id = '" + id + "'"))
                    .containsExactly("done");
        }
    }

    @Test
    void twoServersOnOneDatabase_shareTheWork_andAWaitIsAnsweredByEither() {
        DatabaseSettings database = TestServer.newDatabase();
        try (RunningServer one = TestServer.start(database, 1_000);
                RunningServer two = TestServer.start(database, 1_000)) {
            Api first = Api.of(one, TestServer.ADMIN_KEY);
            Api second = Api.of(two, TestServer.ADMIN_KEY);
            String w = first.newWorkspace();
            for (int i = 0; i < 10; i++) {
                Api writer = i % 2 == 0 ? first : second;
                Api reader = i % 2 == 0 ? second : first;
                Reply made = writer.post(w + "/notes?wait=validated", "{\"id\": \"note_" + i + "\"}")
                        .is(201);
                reader.get(w + "/entities/note_" + i + "?minPosition="
                                + made.at("/position").longValue())
                        .is(200);
            }
            assertThat(second.get(w + "/notes").at("/items").size()).isEqualTo(10);
            assertThat(first.get(w + "/events?type=entities.create.validated")
                            .at("/events")
                            .size())
                    .isEqualTo(10);
        }
    }

    @Test
    void aMemberThatOneServerRemoves_isOutOnTheOtherWithinSeconds() {
        DatabaseSettings database = TestServer.newDatabase();
        try (RunningServer one = TestServer.start(database, 1_000);
                RunningServer two = TestServer.start(database, 1_000)) {
            Api first = Api.of(one, TestServer.ADMIN_KEY);
            String w = first.newWorkspace();
            Api user = Api.of(two, first.newUsersKey());
            String userId = user.get("/api/v1/me").at("/userId").stringValue();
            first.post(w + "/members?wait=validated", "{\"userId\": \"" + userId + "\", \"role\": \"editor\"}")
                    .is(201);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> user.get(w).is(200));

            first.delete(w + "/members/" + userId + "?wait=validated").is(200);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> user.get(w).isProblem(404, "not-found"));
        }
    }

    private static List<String> rows(DatabaseSettings database, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
