package dev.synap.server.http;

import static dev.synap.server.llm.FakeModel.says;
import static dev.synap.server.llm.FakeModel.suggests;
import static dev.synap.server.llm.FakeModel.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.server.llm.FakeModel;
import dev.synap.server.llm.LlmSettings;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import dev.synap.store.feed.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Suggestions by a language model, from what a person writes to what a person decides on. */
class ModelSuggestionsTest {

    private static final String ASSISTANT = "synap-assistant";
    private static final String KEY = "sk-never-to-be-seen";
    private static final int TOKENS = FakeModel.INPUT_TOKENS + FakeModel.OUTPUT_TOKENS;
    private static final int ATTEMPTS = 3;

    private static FakeModel model;
    private static RunningServer server;
    private static Api owner;

    private String w = "";

    @BeforeAll
    static void startServer() throws IOException {
        model = new FakeModel();
        LlmSettings settings = new LlmSettings(
                        model.url(), FakeModel.NAME, Optional.of(KEY), Duration.ofSeconds(2), 100_000)
                .withSettleFor(Duration.ofMillis(100))
                .withBackoff(new Backoff(Duration.ofMillis(10), Duration.ofMillis(20), ATTEMPTS, new Random(1)));
        server = TestServer.startWithModel(TestServer.newDatabase(), settings);
        owner = Api.of(server, TestServer.ADMIN_KEY);
    }

    @AfterAll
    static void stopServer() {
        server.close();
        model.close();
    }

    @BeforeEach
    void makeWorkspace() {
        w = owner.newWorkspace();
        model.answer(asked -> says("{\"tasks\": []}"));
        model.rest();
        letIn();
        set("languageModel", true);
    }

    @Test
    void whatTheModelSuggests_waitsForAPerson_withItsOwnAccountOfIt() {
        String marie = user("Marie Curie");
        member(marie);
        owner.post(w + "/projects?wait=validated", "{\"id\": \"project_1\", \"title\": \"Kitchen\"}")
                .is(201);
        await().untilAsserted(() ->
                assertThat(owner.get(w + "/projects").at("/items").size()).isEqualTo(1));
        model.answer(asked -> {
            var task = task("have Marie look at the oven in the Kitchen by Friday", "Have the oven looked at", 0.85)
                    .put("due", "2026-12-04T09:30")
                    .put("project", "Kitchen");
            task.withArray("people").add("Marie Curie").add("Somebody Else");
            return suggests(task);
        });

        Reply captured = capture("We should have Marie look at the oven\nin the Kitchen by Friday.", "Europe/Paris");

        JsonNode proposal = theProposal();
        assertThat(proposal.at("/proposedBy").stringValue()).isEqualTo(ASSISTANT);
        JsonNode content = proposal.at("/content");
        assertThat(content.at("/title").stringValue()).isEqualTo("Have the oven looked at");
        assertThat(content.at("/dueDate").stringValue()).isEqualTo("2026-12-04T09:30:00+01:00");
        assertThat(content.at("/projectId").stringValue()).isEqualTo("project_1");
        assertThat(content.at("/people").toString()).isEqualTo("[\"" + marie + "\"]");
        JsonNode ai = proposal.at("/ai");
        assertThat(ai.at("/model").stringValue()).isEqualTo(FakeModel.NAME);
        assertThat(ai.at("/modelVersion").stringValue()).isEqualTo(FakeModel.VERSION + " fp_7");
        assertThat(ai.at("/promptHash").stringValue()).matches("[0-9a-f]{64}");
        assertThat(ai.at("/inputTokens").intValue()).isEqualTo(FakeModel.INPUT_TOKENS);
        assertThat(ai.at("/outputTokens").intValue()).isEqualTo(FakeModel.OUTPUT_TOKENS);
        assertThat(ai.at("/durationMs").intValue()).isNotNegative();
        assertThat(ai.at("/reasoning/account").stringValue()).isEqualTo("model");
        assertThat(ai.at("/reasoning/steps/0/thought").stringValue()).startsWith("It says");
        assertThat(ai.at("/reasoning/outcome/action").stringValue()).isEqualTo("create_task");
        assertThat(owner.get(w + "/tasks").at("/items").size()).isZero();
        JsonNode called = theEvent("model.called");
        assertThat(called.at("/data/outcome").stringValue()).isEqualTo("answered");
        assertThat(called.at("/data/promptHash")).isEqualTo(ai.at("/promptHash"));
        assertThat(called.at("/id")).isEqualTo(ai.at("/callId"));
        assertThat(called.at("/correlationId").stringValue())
                .isEqualTo(captured.at("/requestId").stringValue());

        FakeModel.Asked asked = model.next();
        assertThat(asked.path()).isEqualTo("POST /v1/chat/completions");
        assertThat(asked.authorization()).isEqualTo("Bearer " + KEY);
        assertThat(asked.user().at("/people").toString()).isEqualTo("[\"Marie Curie\"]");
        assertThat(asked.user().at("/projects").toString()).isEqualTo("[\"Kitchen\"]");
        assertThat(asked.user().at("/timeZone").stringValue()).isEqualTo("Europe/Paris");
        assertThat(owner.get(w + "/events").body()).doesNotContain(KEY);
    }

    private static String user(String name) {
        return owner.post("/api/v1/users", "{\"name\": \"" + name + "\"}")
                .at("/userId")
                .stringValue();
    }

    private void letIn() {
        member(ASSISTANT);
    }

    private void member(String userId) {
        owner.post(w + "/members?wait=validated", "{\"userId\": \"" + userId + "\", \"role\": \"editor\"}")
                .is(201);
    }

    private void set(String name, Object value) {
        owner.post(w + "/settings?wait=validated", "{\"name\": \"" + name + "\", \"value\": " + Api.json(value) + "}")
                .is(201);
    }

    private Reply capture(String words, String zone) {
        return owner.post(
                        w + "/entities?wait=validated",
                        "{\"type\": \"capture\", \"content\": " + Api.json(words) + ", \"metadata\": {\"timeZone\": "
                                + Api.json(zone) + "}}")
                .is(201);
    }

    private JsonNode theProposal() {
        await().untilAsserted(() -> assertThat(proposals().size()).isEqualTo(1));
        return proposals().get(0);
    }

    private JsonNode proposals() {
        return owner.get(w + "/proposals").at("/items");
    }

    private JsonNode theEvent(String type) {
        await().untilAsserted(() -> assertThat(events(type)).hasSize(1));
        return events(type).getFirst();
    }

    private List<JsonNode> events(String type) {
        List<JsonNode> events = new ArrayList<>();
        owner.get(w + "/events?type=" + type).at("/events").forEach(events::add);
        return events;
    }
}
