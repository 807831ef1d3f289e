package dev.synap.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.http.Api;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an agent sends over Socket.IO is no way to write: it is answered, or not listened to. */
class AgentsMessagesTest {

    private static final Api OWNER = Api.owner();

    @Test
    void nothingThatAnAgentSends_writesAnything() {
        String w = OWNER.newWorkspace();
        String workspace = w.substring(w.lastIndexOf('/') + 1);
        String agentId = OWNER.post("/api/v1/agents", "{\"name\": \"Robo\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + agentId + "\", \"role\": \"admin\"}")
                .is(201);
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"title\": \"One\"}")
                .is(201);
        String key = OWNER.newKey("\"userId\": \"" + agentId + "\"");
        long position = OWNER.position(w);

        try (TestClient agent = TestClient.withKey(OWNER.server().realtimeUrl(), key);
                TestClient person =
                        TestClient.withKey(OWNER.server().realtimeUrl(), OWNER.newKey("\"scopes\": [\"read\"]"))) {
            assertThat(person.join(workspace).path("ok").booleanValue()).isTrue();
            assertThat(agent.join(workspace).path("ok").booleanValue()).isTrue();
            for (String name : names()) {
                agent.tell(
                        name,
                        Map.of(
                                "workspaceId", workspace,
                                "subjectId", "note_1",
                                "userId", "owner",
                                "actor", Map.of("kind", "person", "userId", "owner"),
                                "type", "note.updated",
                                "data", Map.of("title", "Changed"),
                                "state", "editing"));
            }
            agent.join(workspace);
            assertThat(agent.ask(
                                    "presence",
                                    Map.of(
                                            "workspaceId",
                                            workspace,
                                            "subjectId",
                                            "note_1",
                                            "state",
                                            "editing",
                                            "userId",
                                            "owner"))
                            .path("ok")
                            .booleanValue())
                    .isTrue();

            // Whoever comes to the note is told who is there: the agent, by its own name, and nobody else.
            org.awaitility.Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(person.told("presence:changed")).isNotEmpty());
            assertThat(person.told("presence:changed"))
                    .allSatisfy(told ->
                            assertThat(told.body().toString()).contains(agentId).doesNotContain("\"owner\""));
            assertThat(person.told()).allMatch(told -> told.name().equals("presence:changed"));
        }
        assertThat(OWNER.position(w)).isEqualTo(position);
        assertThat(OWNER.get(w + "/notes").at("/items/0/title").stringValue()).isEqualTo("One");
    }

    /** Those that clients listen to, those that the server does, and those that another server would write by. */
    private static List<String> names() {
        return Stream.concat(
                        TestClient.NAMES.stream(),
                        Stream.of(
                                "append",
                                "event",
                                "events",
                                "create",
                                "update",
                                "delete",
                                "accept",
                                "entities.create",
                                "proposals.accept",
                                "leave",
                                "message"))
                .toList();
    }
}
