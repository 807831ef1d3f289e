package dev.synap.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.server.http.Api;
import dev.synap.server.http.Reply;
import dev.synap.server.realtime.TestClient.Told;
import dev.synap.server.start.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Telling clients what changes: what they get, in which order, and what they need to have for it. */
class RealtimeTest {

    private static final String URL = TestServer.shared().realtimeUrl();

    private final Api api = Api.owner();
    private String path = "";
    private String workspace = "";

    @BeforeEach
    void makeWorkspace() {
        path = api.newWorkspace();
        workspace = path.substring(path.lastIndexOf('/') + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void aMember_isToldWhatChanges_onceListsShowIt(String transport) {
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY, transport)) {
            ObjectNode joined = client.join(workspace);
            assertThat(joined.path("ok").asBoolean()).as(joined.toString()).isTrue();

            String id = note("First");
            api.patch(path + "/entities/" + id + "?wait=validated", "{\"title\":\"Second\"}")
                    .is(200);
            api.delete(path + "/entities/" + id + "?wait=validated").is(200);
            api.post(path + "/entities/" + id + "/restore?wait=validated", "{}").is(200);

            await().untilAsserted(() -> assertThat(client.told())
                    .extracting(Told::name)
                    .containsExactly("entity:created", "entity:updated", "entity:deleted", "entity:restored"));
            Told first = client.told().getFirst();
            assertThat(first.body().propertyNames())
                    .containsExactlyInAnyOrder(
                            "workspaceId",
                            "position",
                            "eventId",
                            "eventType",
                            "subjectId",
                            "subjectType",
                            "version",
                            "userId",
                            "timestamp",
                            "correlationId");
            assertThat(first.text("subjectId")).isEqualTo(id);
            assertThat(first.text("eventType")).isEqualTo("note.created");
            assertThat(api.get(path + "/events/" + first.text("eventId"))
                            .at("/position")
                            .longValue())
                    .isEqualTo(first.position());
        }
    }

    @Test
    void whoJoinsAUser_isToldWhatConcernsThem_andNothingElse() {
        String agentId = api.post("/api/v1/agents", "{\"name\": \"Gardener\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        Api agent = api.with(api.newKey("\"userId\": \"" + agentId + "\""));
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            Map<String, String> place = Map.of("workspaceId", workspace, "userId", agentId);
            assertThat(client.ask("join", place).path("ok").asBoolean()).isTrue();

            note("Not theirs");
            api.post(path + "/members?wait=validated", "{\"userId\": \"" + agentId + "\", \"role\": \"editor\"}")
                    .is(201);
            String proposal = agent.post(path + "/notes?wait=validated", "{\"title\": \"Theirs\"}")
                    .is(202)
                    .at("/proposalId")
                    .stringValue();
            api.post(path + "/proposals/" + proposal + "/reject?wait=validated", "{\"reason\": \"no\"}")
                    .is(200);
            note("Not theirs either");

            await().untilAsserted(() -> assertThat(client.told().stream().map(Told::name))
                    .startsWith("entity:created", "proposal:created", "proposal:decided"));
            assertThat(client.told().getFirst().text("subjectType")).isEqualTo("member");
            assertThat(client.told()).noneMatch(told -> told.body().toString().contains("\"subjectType\":\"note\""));
        }
    }

    @Test
    void whatIsToldOf_isInTheListsThen() {
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            client.join(workspace);
            for (int i = 1; i <= 20; i++) {
                int count = i;
                api.post(path + "/notes", "{\"title\":\"A note\"}").is(202);
                await().pollInSameThread()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> client.told().size() == count);
                assertThat(api.get(path + "/notes").at("/items")).hasSize(count);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void whoJoinsAfterAPosition_getsJustWhatWasMissed_andThenWhatComes(String transport) throws Exception {
        append(300);
        Thread writer = Thread.ofVirtual().unstarted(() -> {
            for (int i = 0; i < 60; i++) {
                append(10);
            }
        });
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY, transport)) {
            writer.start();
            ObjectNode joined = client.join(workspace, 100);

            assertThat(joined.path("missed").asLong())
                    .isEqualTo(joined.path("position").asLong() - 100);
            await().untilAsserted(() -> assertThat(client.told()).hasSize(800));
            assertThat(client.told().stream().map(Told::position))
                    .isEqualTo(LongStream.rangeClosed(101, 900).boxed().toList());
        }
        writer.join();
    }

    @Test
    void whoIsTooFarBehind_isToldToReload_andGetsWhatComes() {
        for (int i = 0; i < 11; i++) {
            append(1_000);
        }
        await().untilAsserted(() -> assertThat(
                        api.get(path + "/projections").at("/behind").asLong())
                .isZero());
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            ObjectNode joined = client.join(workspace, 5);
            assertThat(joined.path("reload").asBoolean()).isTrue();
            assertThat(joined.path("position").asLong()).isEqualTo(11_000);

            append(1);
            await().untilAsserted(() ->
                    assertThat(client.told()).extracting(Told::position).containsExactly(11_001L));
        }
    }

    @Test
    void aPositionThatTheLogHasNotReached_meansReload() {
        append(2);
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            assertThat(client.join(workspace, 99).path("reload").asBoolean()).isTrue();
        }
    }

    @Test
    void eventsThatMakeNoMessage_moveThePosition() {
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            client.join(workspace);
            api.post(path + "/events", "{\"events\":[{\"type\":\"build.seen\",\"data\":{}}]}")
                    .is(201);

            await().untilAsserted(() ->
                    assertThat(client.positions()).extracting(Told::position).containsExactly(1L));
            assertThat(client.told()).isEmpty();
        }
    }

    @Test
    void aComment_isToldWithWhatItStandsOn() {
        String note = note("Commented");
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            client.joinSubject(workspace, note);
            Reply comment = api.post(path + "/comments?wait=validated", "{\"on\":\"" + note + "\",\"text\":\"Well\"}")
                    .is(201);
            String id = comment.at("/subjectId").stringValue();
            api.patch(path + "/entities/" + id + "?wait=validated", "{\"text\":\"Better\"}")
                    .is(200);
            note("Another");
            api.delete(path + "/entities/" + note + "?wait=validated").is(200);

            await().untilAsserted(() -> assertThat(client.told())
                    .extracting(Told::name)
                    .containsExactly("comment:created", "entity:updated", "entity:deleted"));
            assertThat(client.told().getFirst().text("on")).isEqualTo(note);
        }
    }

    @Test
    void whoLeaves_isToldNoMore() {
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY);
                TestClient other = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            client.join(workspace);
            other.join(workspace);
            client.ask("leave", Map.of("workspaceId", workspace));

            note("Unheard");

            await().untilAsserted(() -> assertThat(other.told()).hasSize(1));
            assertThat(client.told()).isEmpty();
        }
    }

    @Test
    void commandsThatBreakARule_areAnsweredWithAProblem() {
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            assertThat(problem(client.ask("join", Map.of()))).isEqualTo("workspaceId must be a string");
            assertThat(problem(client.ask("join", Map.of("workspaceId", workspace, "after", -1))))
                    .isEqualTo("after must be a position: a whole number from 0");
            assertThat(problem(client.ask(
                            "presence", Map.of("workspaceId", workspace, "subjectId", "n", "state", "asleep"))))
                    .isEqualTo("state must be one of editing, gone, viewing");
            assertThat(problem(client.ask(
                            "presence", Map.of("workspaceId", workspace, "subjectId", "n", "state", "viewing"))))
                    .isEqualTo("join " + workspace + " or this subject of it first");
            assertThat(problem(client.join("no-such-workspace"))).startsWith("there is no workspace");
        }
    }

    @Test
    void presence_isSharedAndGoesWithTheConnection() {
        try (TestClient one = TestClient.withKey(URL, TestServer.ADMIN_KEY);
                TestClient other = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            one.join(workspace);
            other.ask("join", Map.of("workspaceId", workspace));
            other.ask("presence", Map.of("workspaceId", workspace, "subjectId", "note_1", "state", "editing"));

            await().untilAsserted(() -> assertThat(lastState(one)).isEqualTo("editing"));
            try (TestClient late = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
                late.join(workspace);
                await().untilAsserted(() -> assertThat(lastState(late)).isEqualTo("editing"));
            }

            other.close();
            await().untilAsserted(() -> assertThat(lastState(one)).isEqualTo("nobody"));
        }
    }

    @Test
    void aRebuild_isToldToWhoRunsTheServer_andToNobodyElse() {
        note("To be rebuilt");
        String key = api.newUsersKey();
        try (TestClient admin = TestClient.withKey(URL, TestServer.ADMIN_KEY);
                TestClient other = TestClient.withKey(URL, key)) {
            // It has looked which rebuilds there were before.
            admin.join(workspace);
            api.post(path + "/events", "{\"events\":[{\"type\":\"build.seen\",\"data\":{}}]}");
            await().until(() -> !admin.positions().isEmpty());

            api.post("/api/v1/rebuilds", "{\"name\":\"tags\"}").is(202);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(admin.told("projection:progress"))
                            .extracting(told -> told.text("state"))
                            .last()
                            .isEqualTo("done"));
            assertThat(admin.told("projection:progress").getLast().text("name")).isEqualTo("tags");
            assertThat(other.told()).isEmpty();
        }
    }

    private static String lastState(TestClient client) {
        List<Told> told = client.told("presence:changed");
        return told.isEmpty() ? "" : told.getLast().body().at("/users/0/state").asString("nobody");
    }

    private static String problem(ObjectNode answer) {
        assertThat(answer.path("ok").asBoolean(true)).as(answer.toString()).isFalse();
        return answer.at("/problem/detail").asString("");
    }

    private String note(String title) {
        return api.post(path + "/notes?wait=validated", "{\"title\":\"" + title + "\"}")
                .is(201)
                .at("/subjectId")
                .stringValue();
    }

    private void append(int count) {
        String event = "{\"type\":\"note.created\",\"data\":{\"title\":\"x\"}},";
        String events = event.repeat(count);
        api.post(path + "/events", "{\"events\":[" + events.substring(0, events.length() - 1) + "]}")
                .is(201);
    }
}
