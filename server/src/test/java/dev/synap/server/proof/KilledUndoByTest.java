package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import dev.synap.server.start.TestServer;
import dev.synap.store.DatabaseSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The server is killed between the slices of a large undo: it goes on where it was, and does nothing twice. */
class KilledUndoByTest {

    private static final int NOTES = 3_000;
    private static final int BATCH = 500;
    private static final String W = "/api/v1/workspaces/default";
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path logs;

    @Test
    void whatAUserDid_isTakenBackOnce_howeverOftenTheServerIsKilled() throws Exception {
        // given
        DatabaseSettings database = TestServer.newDatabase();
        try (ServerNode node = new ServerNode(database, logs.resolve("server.log"));
                HttpClient http = HttpClient.newHttpClient();
                Connection connection = EventTable.connect(database)) {
            node.start().awaitReady();
            for (int i = 0; i < NOTES; i += BATCH) {
                post(http, node, "/events", notes(i));
            }
            String token = post(http, node, "/history/undo-by", "{\"userId\":\"owner\",\"preview\":true}")
                    .path("token")
                    .asString("");

            // when
            post(http, node, "/history/undo-by", "{\"userId\":\"owner\",\"token\":\"%s\"}".formatted(token));
            List<Long> killedAt = new ArrayList<>();
            for (int kill = 0; kill < 2; kill++) {
                long before = count(connection, "note.reverted");
                awaitMore(connection, "note.reverted", before);
                node.kill();
                killedAt.add(count(connection, "note.reverted"));
                node.start().awaitReady();
            }
            awaitMore(connection, "history.undo_by.validated", 0);

            // then
            assertThat(killedAt.getFirst())
                    .as("taken back when it was first killed")
                    .isBetween(1L, NOTES - 1L);
            assertThat(count(connection, "note.reverted")).isEqualTo(NOTES);
            assertThat(number(connection, "SELECT count(DISTINCT subject_id) FROM event WHERE type = 'note.reverted'"))
                    .isEqualTo(NOTES);
            assertThat(number(
                            connection,
                            "SELECT count(DISTINCT correlation_id) FROM event WHERE type = 'note.reverted'"))
                    .isEqualTo(1);
            assertThat(count(connection, "history.undo_by.validated")).isEqualTo(1);
        }
    }

    private static String notes(int first) {
        List<String> events = new ArrayList<>();
        for (int i = first; i < first + BATCH; i++) {
            events.add("{\"type\":\"note.created\",\"subjectId\":\"note_%d\",\"data\":{\"title\":\"t\"}}".formatted(i));
        }
        return "{\"events\":[" + String.join(",", events) + "]}";
    }

    private static void awaitMore(Connection connection, String type, long than) {
        Awaitility.await()
                .atMost(ENDS_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> count(connection, type) > than);
    }

    private static long count(Connection connection, String type) throws Exception {
        return number(connection, "SELECT count(*) FROM event WHERE type = '" + type + "'");
    }

    private static long number(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static ObjectNode post(HttpClient http, ServerNode node, String path, String json) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(node.url() + W + path))
                        .header("Authorization", "Bearer " + ServerNode.ADMIN_KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
        return Json.readObject(response.body());
    }
}
