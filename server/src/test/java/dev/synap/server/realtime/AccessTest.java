package dev.synap.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.json.Json;
import dev.synap.server.http.Api;
import dev.synap.server.http.Reply;
import dev.synap.server.realtime.TestClient.Told;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Who may listen, to what, and until when. */
class AccessTest {

    private static final RunningServer SERVER = TestServer.shared();
    private static final String URL = SERVER.realtimeUrl();

    private final Api api = Api.owner();
    private String path = "";
    private String workspace = "";

    @BeforeEach
    void makeWorkspace() {
        path = api.newWorkspace();
        workspace = path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void withoutACredential_nobodyConnects_andIsToldWhy() {
        try (TestClient none = TestClient.with(URL, Map.of());
                TestClient wrong = TestClient.with(URL, Map.of("token", "synap_wrong"));
                TestClient stale = TestClient.with(URL, Map.of("ticket", "ticket_wrong"))) {
            assertThat(none.refused().path("message").asString())
                    .isEqualTo("connect with auth {token: an API key}, or {ticket: from POST /api/v1/realtime/ticket}");
            assertThat(wrong.refused().path("message").asString())
                    .isEqualTo("the API key is unknown, expired or revoked; use another one");
            ObjectNode refusal = stale.refused();
            assertThat(refusal.path("message").asString())
                    .isEqualTo("the ticket is unknown, used or older than 30 s; get another one by"
                            + " POST /api/v1/realtime/ticket");
            assertThat(refusal.at("/data/type").asString()).isEqualTo("https://synap.dev/problems/unauthorized");
        }
    }

    @Test
    void withoutACredential_commandsAreNotHeard() throws Exception {
        // A client that does not sign in, and sends a command all the same, is neither answered nor kept.
        try (HttpClient http = HttpClient.newHttpClient()) {
            String sid = open(http, "/socket.io/?EIO=4&transport=polling");
            post(http, sid, "42" + "0[\"join\",{\"workspaceId\":\"" + workspace + "\"}]");
            note("Secret");
            post(http, sid, "40");
            assertThat(poll(http, sid)).contains("connect with auth").doesNotContain("Secret", "position");
        }
    }

    @Test
    void aTicket_connectsOnce_asWhoAskedForIt() {
        Reply ticket = api.post("/api/v1/realtime/ticket", "{}").is(201);
        assertThat(ticket.at("/url").stringValue()).isEqualTo(URL);
        assertThat(ticket.at("/path").stringValue()).isEqualTo("/socket.io");
        Map<String, String> auth = Map.of("ticket", ticket.at("/ticket").stringValue());

        try (TestClient client = TestClient.with(URL, auth).connected();
                TestClient again = TestClient.with(URL, auth)) {
            assertThat(client.join(workspace).path("ok").asBoolean()).isTrue();
            assertThat(again.refused().path("message").asString()).startsWith("the ticket is unknown, used");
        }
    }

    @Test
    void aRevokedKey_endsItsConnections() {
        String key = api.newKey("\"scopes\": [\"read\"]");
        String keyId = api.with(key).get("/api/v1/me").at("/keyId").stringValue();
        try (TestClient client = TestClient.withKey(URL, key)) {
            client.join(workspace);

            api.delete("/api/v1/keys/" + keyId).is(204);

            assertThat(client.awaitEnd()).isEqualTo("io server disconnect");
            assertThat(client.told("left"))
                    .extracting(left -> left.text("workspaceId"))
                    .containsExactly(workspace);
        }
    }

    @Test
    void aKeyThatMayNotRead_joinsNothing() {
        try (TestClient client = TestClient.withKey(URL, api.newKey("\"scopes\": [\"write\"]"))) {
            assertThat(client.join(workspace).at("/problem/type").asString())
                    .isEqualTo("https://synap.dev/problems/forbidden");
        }
    }

    @Test
    void aStranger_joinsNothing() {
        try (TestClient stranger = TestClient.withKey(URL, api.newUsersKey())) {
            assertThat(stranger.join(workspace).at("/problem/type").asString())
                    .isEqualTo("https://synap.dev/problems/not-found");
        }
    }

    @Test
    void aMemberWhoIsPutOut_isToldSoAtOnce_andNothingMore() {
        String key = api.newUsersKey();
        String userId = api.with(key).get("/api/v1/me").at("/userId").stringValue();
        api.post(path + "/members?wait=validated", "{\"userId\":\"" + userId + "\",\"role\":\"viewer\"}")
                .is(201);
        try (TestClient member = TestClient.withKey(URL, key);
                TestClient owner = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            assertThat(member.join(workspace).path("ok").asBoolean()).isTrue();
            owner.join(workspace);
            note("Before");

            api.delete(path + "/members/" + userId + "?wait=validated").is(200);
            await().atMost(Duration.ofMillis(800))
                    .untilAsserted(() -> assertThat(member.told("left")).hasSize(1));
            note("After");

            await().untilAsserted(() -> assertThat(owner.told())
                    .extracting(Told::name)
                    .containsExactly("entity:created", "entity:deleted", "entity:created"));
            assertThat(member.told()).extracting(Told::name).containsExactly("entity:created", "left");
            assertThat(member.told("left").getFirst().body())
                    .isEqualTo(json("{\"workspaceId\":\"" + workspace + "\",\"reason\":\"access was taken away\"}"));
            assertThat(member.join(workspace).path("ok").asBoolean()).isFalse();
            assertThat(member.isConnected()).isTrue();
        }
    }

    @Test
    void aGuest_isToldOfTheSharedSubjectOnly_untilTheShareIsTakenBack() {
        String key = api.newUsersKey();
        String userId = api.with(key).get("/api/v1/me").at("/userId").stringValue();
        String shared = note("Shared");
        String hidden = note("Hidden");
        String share = api.post(
                        path + "/shares?wait=validated",
                        "{\"subjectId\":\"" + shared + "\",\"userId\":\"" + userId + "\",\"level\":\"view\"}")
                .is(201)
                .at("/subjectId")
                .stringValue();
        try (TestClient guest = TestClient.withKey(URL, key)) {
            assertThat(guest.join(workspace).path("ok").asBoolean()).isFalse();
            assertThat(guest.joinSubject(workspace, hidden).path("ok").asBoolean())
                    .isFalse();
            assertThat(guest.joinSubject(workspace, shared).path("ok").asBoolean())
                    .isTrue();

            rename(hidden);
            rename(shared);
            await().untilAsserted(() -> assertThat(guest.told()).hasSize(1));
            assertThat(guest.told().getFirst().text("subjectId")).isEqualTo(shared);

            api.delete(path + "/shares/" + share + "?wait=validated").is(200);
            await().atMost(Duration.ofMillis(800))
                    .untilAsserted(() -> assertThat(guest.told("left")).hasSize(1));
            assertThat(guest.told("left").getFirst().text("subjectId")).isEqualTo(shared);
            rename(shared);
            try (TestClient owner = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
                owner.join(workspace, 0);
                await().untilAsserted(
                                () -> assertThat(owner.told("entity:updated")).hasSize(3));
            }
            assertThat(guest.told()).hasSize(2);
        }
    }

    @Test
    void theAuditLog_isToldToNobody() {
        try (TestClient owner = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            owner.join(workspace);
            api.get(path + "/audit").is(200);
            note("Seen");
            await().untilAsserted(() -> assertThat(owner.told()).hasSize(1));
            assertThat(owner.told().getFirst().text("subjectType")).isEqualTo("note");
        }
    }

    @Test
    void browsers_connectFromTheApisOwnPagesOnly() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(statusFrom(http, SERVER.url())).isEqualTo(200);
            assertThat(statusFrom(http, "https://evil.example")).isEqualTo(403);
            assertThat(statusFrom(http, "http://127.0.0.1:1")).isEqualTo(403);
            assertThat(statusFrom(http, "null")).isEqualTo(403);
        }
    }

    @Test
    void moreConnectionsOfAUserThanThereMayBe_areRefused() {
        String key = api.newUsersKey();
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < Visitors.MAX_OF_A_USER; i++) {
                clients.add(TestClient.withKey(URL, key));
            }
            try (TestClient oneMore = TestClient.with(URL, Map.of("token", key))) {
                assertThat(oneMore.refused().path("message").asString()).contains("200 connections");
            }
            clients.removeLast().close();
            await().untilAsserted(() -> TestClient.withKey(URL, key).close());
        } finally {
            clients.forEach(TestClient::close);
        }
    }

    @Test
    void aClientThatSendsTooMuch_isCutOff() {
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            for (int i = 0; i < 200; i++) {
                client.tell("leave", Map.of("workspaceId", workspace));
            }
            assertThat(client.awaitEnd()).isIn("io server disconnect", "transport close", "transport error");
        }
    }

    @Test
    void packetsOfOddForms_endTheConnection() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String odd : List.of(
                    "451999999999-[\"join\",{\"_placeholder\":true,\"num\":0}]",
                    "4:451-[\"join\"]",
                    "42123:451-[\"join\"]",
                    "42/other,[\"join\"]",
                    "44",
                    "7")) {
                String sid = open(http, "/socket.io/?EIO=4&transport=polling");
                post(http, sid, odd);
                // The answer to the packet may come before the connection has ended.
                await(odd).atMost(Duration.ofSeconds(20)).until(() -> isOver(http, sid));
            }
        }
        note("Still there");
    }

    @Test
    void messagesThatAreTooLarge_areNotRead() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            String sid = open(http, "/socket.io/?EIO=4&transport=polling");
            post(http, sid, "42" + "0[\"join\",{\"workspaceId\":\"" + "x".repeat(20_000) + "\"}]");
            post(http, sid, "40");
            assertThat(poll(http, sid)).doesNotContain("430[");

            client.tell("join", Map.of("workspaceId", "x".repeat(20_000)));
            assertThat(client.awaitEnd()).startsWith("transport");
        }
    }

    private String open(HttpClient http, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(URL + query)).build();
        String body = http.send(request, BodyHandlers.ofString()).body();
        return json(body.substring(1)).path("sid").asString("");
    }

    private static HttpRequest.Builder session(String sid) {
        return HttpRequest.newBuilder(URI.create(URL + "/socket.io/?EIO=4&transport=polling&sid=" + sid))
                .timeout(Duration.ofSeconds(10));
    }

    private static void post(HttpClient http, String sid, String packet) throws InterruptedException {
        try {
            HttpRequest request = session(sid)
                    .POST(HttpRequest.BodyPublishers.ofString(packet))
                    .build();
            http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            assertThat(e).hasMessageNotContaining("timed out");
        }
    }

    private static String poll(HttpClient http, String sid) throws IOException, InterruptedException {
        return http.send(session(sid).build(), BodyHandlers.ofString()).body();
    }

    private static boolean isOver(HttpClient http, String sid) throws IOException, InterruptedException {
        try {
            HttpRequest request = session(sid).timeout(Duration.ofMillis(500)).build();
            return http.send(request, BodyHandlers.ofString()).statusCode() != 200;
        } catch (HttpTimeoutException e) {
            return false;
        }
    }

    private static int statusFrom(HttpClient http, String origin) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(URL + "/socket.io/?EIO=4&transport=polling"))
                .header("Origin", origin)
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static ObjectNode json(String text) {
        return Json.readObject(text);
    }

    private void rename(String id) {
        api.patch(path + "/entities/" + id + "?wait=validated", "{\"title\":\"Renamed " + System.nanoTime() + "\"}")
                .is(200);
    }

    private String note(String title) {
        return api.post(path + "/notes?wait=validated", "{\"title\":\"" + title + "\"}")
                .is(201)
                .at("/subjectId")
                .stringValue();
    }
}
