package dev.synap.server.proof;

import static dev.synap.server.llm.FakeModel.isSilent;
import static dev.synap.server.llm.FakeModel.suggests;
import static dev.synap.server.llm.FakeModel.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.json.Json;
import dev.synap.server.llm.FakeModel;
import dev.synap.server.start.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server is killed while the model thinks: the text is read all the same, once, and the call that was lost is told of. */
class KilledWhileAskingTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path logs;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String w = "";

    @Test
    void aServerKilledWhileItAsks_asksAgain_andSuggestsOnce() throws Exception {
        try (FakeModel model = new FakeModel();
                ServerNode node = new ServerNode(TestServer.newDatabase(), logs.resolve("node.log"))
                        .withModel(model.url(), FakeModel.NAME, Duration.ofSeconds(1))) {
            model.answer(asked -> isSilent());
            node.start().awaitReady();
            w = node.url() + "/api/v1/workspaces/default";
            post("/members?wait=validated", "{\"userId\": \"synap-assistant\", \"role\": \"editor\"}");
            post("/settings?wait=validated", "{\"name\": \"languageModel\", \"value\": true}");
            post("/entities?wait=validated", "{\"type\": \"capture\", \"content\": \"Clean the oven, call Bob.\"}");
            model.next();

            node.kill();
            model.answer(asked -> suggests(task("Clean the oven", "Clean it", 0.9), task("call Bob", "Call him", 0.8)));
            node.start().awaitReady();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(items("/proposals")).hasSize(2));
            List<String> outcomes = new ArrayList<>();
            events("model.called")
                    .forEach(each -> outcomes.add(each.at("/data/outcome").stringValue()));
            assertThat(outcomes).containsExactly("lost", "answered");
            assertThat(events("agent.invoked")).hasSize(2);
            assertThat(model.rest()).hasSize(1);
        }
    }

    private void post(String path, String json) throws Exception {
        var reply = http.send(request(path).POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
    }

    private List<JsonNode> items(String path) throws Exception {
        return list(path, "/items");
    }

    private List<JsonNode> events(String type) throws Exception {
        return list("/events?type=" + type, "/events");
    }

    private List<JsonNode> list(String path, String pointer) throws Exception {
        String body = http.send(request(path).build(), BodyHandlers.ofString()).body();
        List<JsonNode> list = new ArrayList<>();
        Json.readObject(body).at(pointer).forEach(list::add);
        return list;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(w + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + ServerNode.ADMIN_KEY);
    }
}
