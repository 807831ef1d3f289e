package dev.synap.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.http.Api;
import dev.synap.server.http.Reply;
import dev.synap.server.start.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may speak to the server of the Model Context Protocol at all. */
class McpAccessTest {

    private static final Api OWNER = Api.owner();
    private static final String LIST = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\"}";

    @BeforeAll
    static void install() throws Exception {
        AgentClient.install();
    }

    @Test
    void aValidKey_isLetIn_withoutASession() {
        Reply reply = OWNER.send(message(OWNER, LIST)).is(200);

        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.header("Mcp-Session-Id")).isEmpty();
        assertThat(reply.at("/result/tools")).isNotEmpty();
    }

    @Test
    void withoutAKey_orWithAWrongOne_nothingIsServed() {
        for (Api api : new Api[] {OWNER.with(null), OWNER.with("synap_wrong")}) {
            Reply reply = api.send(message(api, LIST)).isProblem(401, "unauthorized");
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
            api.get("/mcp").isProblem(401, "unauthorized");
        }
    }

    @Test
    void theTypeScriptClient_withAWrongKey_isToldWhy() {
        try (AgentClient client = new AgentClient("synap_wrong")) {
            assertThat(client.welcome().at("/error/code").intValue()).isEqualTo(401);
            assertThat(client.welcome().at("/error/message").stringValue()).contains("the API key is unknown");
        }
    }

    @Test
    void aSessionsCookie_isNotAccepted() {
        String name = "cook-" + System.nanoTime();
        String userId = OWNER.post("/api/v1/users", "{\"name\": \"" + name + "\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        OWNER.send(OWNER.request(
                        "PUT", "/api/v1/users/" + userId + "/password", "{\"password\": \"a long enough password\"}"))
                .is(204);
        Api nobody = OWNER.with(null);
        Reply session = nobody.post(
                "/api/v1/session", "{\"userName\": \"" + userId + "\", \"password\": \"a long enough password\"}");
        assertThat(session.status()).as(session.body()).isBetween(200, 201);
        String cookie = session.header("Set-Cookie").split(";", 2)[0];
        String token = session.at("/csrfToken").stringValue();
        nobody.send(nobody.request("GET", "/api/v1/me").header("Cookie", cookie))
                .is(200);

        nobody.send(message(nobody, LIST).header("Cookie", cookie).header("X-CSRF-Token", token))
                .isProblem(401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://127.0.0.1.evil.example:%d", "http://127.0.0.1:1", "null"})
    void aPageOfAnotherOrigin_isRefused(String origin) {
        OWNER.send(message(OWNER, LIST)
                        .header("Origin", origin.formatted(OWNER.server().port())))
                .isProblem(403, "forbidden");
    }

    @Test
    void aPageWhoseNameWasMadeToLeadHere_isRefused() throws IOException {
        String rebound = "evil.example:" + OWNER.server().port();
        String request = "POST /mcp HTTP/1.1\r\nHost: %1$s\r\nOrigin: http://%1$s\r\nAuthorization: Bearer %2$s\r\n"
                        .formatted(rebound, TestServer.ADMIN_KEY)
                + "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: " + LIST.length() + "\r\n\r\n" + LIST;

        try (Socket socket = new Socket("127.0.0.1", OWNER.server().port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403").contains("pages of http://" + rebound + " may not connect");
        }
    }

    @Test
    void aPageOfTheServerItself_isLetIn() {
        OWNER.send(message(OWNER, LIST)
                        .header("Origin", "http://127.0.0.1:" + OWNER.server().port()))
                .is(200);
    }

    @Test
    void whatIsTooLarge_isNotRead() {
        String large = LIST.replace("1,", "\"" + "x".repeat(2 * 1024 * 1024) + "\",");

        OWNER.send(message(OWNER, large)).isProblem(413, "too-large");
    }

    @Test
    void whatIsNoMessage_isRefused_andStreamsAreNotOffered() {
        Reply refused = OWNER.send(message(OWNER, "{")).is(400);
        assertThat(refused.at("/error/message").stringValue()).isEqualTo("Invalid message format");
        assertThat(refused.body()).doesNotContain("stackTrace");
        OWNER.send(message(OWNER, LIST.replace("1,", "1, \"id\": 2,"))).is(400);
        OWNER.send(OWNER.request("POST", "/mcp", LIST).header("Accept", "text/html"))
                .is(400);
        OWNER.get("/mcp").isProblem(405, "method-not-allowed");
        OWNER.delete("/mcp").isProblem(405, "method-not-allowed");
    }

    private static HttpRequest.Builder message(Api api, String json) {
        return api.request("POST", "/mcp", json).header("Accept", "application/json, text/event-stream");
    }
}
