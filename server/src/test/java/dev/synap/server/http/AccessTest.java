package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import dev.synap.store.DatabaseSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and to what. */
class AccessTest {

    private static final String EVENT = "{\"events\": [{\"type\": \"note.created\"}]}";

    private final Api owner = Api.owner();

    static Stream<String> paths() {
        return Stream.of(
                "GET /api/v1/me",
                "GET /api/v1/workspaces",
                "POST /api/v1/workspaces",
                "GET /api/v1/users",
                "POST /api/v1/users",
                "GET /api/v1/keys",
                "POST /api/v1/keys",
                "DELETE /api/v1/keys/key_1",
                "GET /api/v1/workspaces/default",
                "POST /api/v1/workspaces/default/events",
                "GET /api/v1/workspaces/default/events",
                "GET /api/v1/workspaces/default/events/evt_1",
                "PUT /api/v1/workspaces/default/events/evt_1",
                "GET /api/v1/workspaces/default/events.ndjson",
                "GET /api/v1/workspaces/default/subjects/note_1",
                "GET /api/v1/workspaces/default/subjects/note_1/history",
                "GET /api/v1/workspaces/default/verify",
                "GET /api/v1/nothing",
                "GET /nothing",
                "POST /health",
                "OPTIONS /api/v1/me");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everythingButThePublicPages_needsAKey(String request) {
        String[] parts = request.split(" ");

        Reply reply = owner.with(null).send(owner.with(null).request(parts[0], parts[1], "{}"));

        reply.isProblem(401, "unauthorized");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everythingButThePublicPages_refusesAWrongKey(String request) {
        String[] parts = request.split(" ");
        Api stranger = owner.with("synap_00000000_00000000000000000000000000000000");

        stranger.send(stranger.request(parts[0], parts[1], "{}")).isProblem(401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/openapi.json", "/docs/swagger-ui/index.html"})
    void thePublicPages_needNoKey(String path) {
        owner.with(null).get(path).is(200);
        owner.with("a wrong key").get(path).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic b3duZXI6eA==", "Bearer", "Bearer ", "bearer x", "synap_1_2", "Bearer a b c"})
    void anAuthorizationHeaderOfAnotherForm_isUnauthorized(String header) {
        Api nobody = owner.with(null);

        nobody.send(nobody.request("GET", "/api/v1/me").header("Authorization", header))
                .isProblem(401, "unauthorized");
    }

    @Test
    void anExpiredKey_isRefused() {
        String key = owner.newKey("\"expiresAt\": \"" + Instant.now().plusMillis(400) + "\"");
        owner.with(key).get("/api/v1/me").is(200);

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> owner.with(key).get("/api/v1/me").isProblem(401, "unauthorized"));
    }

    @Test
    void aRevokedKey_isRefusedFromTheNextRequestOn() {
        String key = owner.newKey("\"scopes\": [\"read\"]");
        String keyId = owner.with(key).get("/api/v1/me").at("/keyId").stringValue();

        owner.delete("/api/v1/keys/" + keyId).is(204);

        owner.with(key).get("/api/v1/me").isProblem(401, "unauthorized");
        owner.delete("/api/v1/keys/" + keyId).is(204);
    }

    @Test
    void aKeyThatAnotherNodeRevokes_isRefusedWithinSeconds() {
        DatabaseSettings database = TestServer.newDatabase();
        try (RunningServer one = TestServer.start(database, 1_000);
                RunningServer two = TestServer.start(database, 1_000)) {
            Api first = Api.of(one, TestServer.ADMIN_KEY);
            String key = first.newKey("\"scopes\": [\"read\"]");
            Api second = Api.of(two, key);
            String keyId = second.get("/api/v1/me").is(200).at("/keyId").stringValue();

            first.delete("/api/v1/keys/" + keyId).is(204);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> second.get("/api/v1/me").isProblem(401, "unauthorized"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "import", "admin"})
    void aKeyWithoutTheScopeRead_readsNothing(String scope) {
        Api limited = owner.with(owner.newKey("\"scopes\": [\"" + scope + "\"]"));

        for (String path : new String[] {"", "/events", "/events/e", "/events.ndjson", "/subjects/s", "/verify"}) {
            Reply reply = limited.get("/api/v1/workspaces/default" + path).isProblem(403, "forbidden");
            assertThat(reply.at("/detail").stringValue()).startsWith("this needs a key with the scope read;");
        }
    }

    @Test
    void aKeyThatOnlyReads_neitherAppendsNorManages() {
        Api reader = owner.with(owner.newKey("\"scopes\": [\"read\"]"));

        reader.post("/api/v1/workspaces/default/events", EVENT).isProblem(403, "forbidden");
        reader.post("/api/v1/workspaces", "{\"name\": \"x\"}").isProblem(403, "forbidden");
        reader.post("/api/v1/keys", "{\"name\": \"x\"}").isProblem(403, "forbidden");
        reader.get("/api/v1/keys").isProblem(403, "forbidden");
        reader.get("/api/v1/users").isProblem(403, "forbidden");
    }

    @Test
    void aKeyWithoutTheScopeImport_importsNothing() {
        Api writer = owner.with(owner.newKey("\"scopes\": [\"write\"]"));

        writer.post(
                        "/api/v1/workspaces/default/events",
                        "{\"events\": [{\"type\": \"note.created\", \"metadata\": {\"import\": {}}}]}")
                .isProblem(422, "invalid-input")
                .naming("events[0].metadata.import");
    }

    @Test
    void aForeignWorkspace_looksJustLikeOneThatDoesNotExist() {
        String foreign = owner.newWorkspace();
        Api stranger = owner.with(owner.newUsersKey());

        for (String path : new String[] {"", "/events", "/events/e", "/events.ndjson", "/subjects/s", "/verify"}) {
            Reply there = stranger.get(foreign + path).isProblem(404, "not-found");
            Reply nowhere = stranger.get("/api/v1/workspaces/nowhere" + path).isProblem(404, "not-found");
            String id = foreign.substring(foreign.lastIndexOf('/') + 1);
            assertThat(there.body()).isEqualTo(nowhere.body().replace("nowhere", id));
            assertThat(there.response().headers().map().keySet())
                    .isEqualTo(nowhere.response().headers().map().keySet());
        }
        stranger.post(foreign + "/events", "not even JSON").isProblem(404, "not-found");
        assertThat(owner.position(foreign)).isZero();
    }

    @Test
    void aUser_seesTheirOwnWorkspacesOnly() {
        Api user = owner.with(owner.newUsersKey());
        String mine = user.newWorkspace();
        String id = mine.substring(mine.lastIndexOf('/') + 1);

        assertThat(user.get("/api/v1/me").at("/workspaces").toString()).isEqualTo("[\"" + id + "\"]");
        assertThat(user.get("/api/v1/workspaces")
                        .at("/workspaces/0/workspaceId")
                        .stringValue())
                .isEqualTo(id);
        user.post(mine + "/events", EVENT).is(201);
        owner.get(mine).isProblem(404, "not-found");
    }

    @Test
    void aWorkspaceThatWasAskedForBeforeItWasMade_isThereAtOnce() {
        owner.get("/api/v1/workspaces/soon").isProblem(404, "not-found");

        owner.post("/api/v1/workspaces", "{\"workspaceId\": \"soon\", \"name\": \"Soon\"}")
                .is(201);

        owner.get("/api/v1/workspaces/soon").is(200);
        owner.post("/api/v1/workspaces", "{\"workspaceId\": \"soon\", \"name\": \"Soon\"}")
                .isProblem(409, "already-exists")
                .naming("workspaceId");
    }

    @Test
    void onlyAServerAdmin_managesUsersAndOthersKeys() {
        Api user = owner.with(owner.newUsersKey());

        user.get("/api/v1/users").isProblem(403, "forbidden");
        user.post("/api/v1/users", "{\"name\": \"x\"}").isProblem(403, "forbidden");
        user.post("/api/v1/keys", "{\"name\": \"x\", \"userId\": \"owner\"}").isProblem(403, "forbidden");
        assertThat(owner.get("/api/v1/users").is(200).at("/users").size()).isGreaterThan(1);
    }

    @Test
    void aKey_canNotMakeOneThatMayDoMore() {
        Api manager = owner.with(owner.newKey("\"scopes\": [\"admin\"]"));

        manager.post("/api/v1/keys", "{\"name\": \"x\", \"scopes\": [\"write\"]}")
                .isProblem(403, "forbidden");
        manager.post("/api/v1/keys", "{\"name\": \"x\", \"scopes\": [\"admin\"]}")
                .is(201);
    }

    @Test
    void anothersKey_canNotBeRevoked() {
        String keyId = owner.get("/api/v1/me").at("/keyId").stringValue();
        Api user = owner.with(owner.newUsersKey());

        user.delete("/api/v1/keys/" + keyId).isProblem(404, "not-found");
        owner.get("/api/v1/me").is(200);
    }

    @Test
    void aKeysSecret_isShownOnceAndHasTheFormItShould() {
        Reply made = owner.post("/api/v1/keys", "{\"name\": \"laptop\"}").is(201);
        String secret = made.at("/key").stringValue();

        assertThat(secret)
                .matches("synap_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}")
                .startsWith(made.at("/prefix").stringValue() + "_");
        assertThat(owner.get("/api/v1/keys").body())
                .contains(made.at("/prefix").stringValue())
                .doesNotContain(secret)
                .doesNotContain("\"key\":");
    }

    @Test
    void aKeyThatWasUsed_saysWhen() {
        String key = owner.newKey("\"scopes\": [\"read\", \"admin\"]");
        String keyId = owner.with(key).get("/api/v1/me").at("/keyId").stringValue();

        String keys = owner.get("/api/v1/keys").body();

        assertThat(keys.substring(keys.indexOf(keyId))).containsPattern("\"lastUsedAt\":\"20");
    }

    @Test
    void tooManyWrongKeys_areNotListenedToForAWhile_butKnownKeysAre() {
        try (RunningServer server = TestServer.start(5)) {
            Api known = Api.of(server, TestServer.ADMIN_KEY);
            known.get("/api/v1/me").is(200);
            for (int i = 0; i < 5; i++) {
                known.with("wrong-" + i).get("/api/v1/me").isProblem(401, "unauthorized");
            }

            Reply refused = known.with("wrong-again").get("/api/v1/me").isProblem(429, "rate-limited");

            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 13);
            known.get("/api/v1/me").is(200);
            known.with(null).get("/api/v1/me").isProblem(401, "unauthorized");
        }
    }

    @Test
    void everyAnswer_carriesTheSecurityHeaders_andNoneForOtherOrigins() {
        for (Reply reply : new Reply[] {
            owner.get("/api/v1/me"),
            owner.with(null).get("/api/v1/me"),
            owner.get("/health"),
            owner.send(owner.request("GET", "/api/v1/me").header("Origin", "https://evil.example"))
        }) {
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(reply.header("Cache-Control")).contains("no-store");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(reply.header("Set-Cookie")).isEmpty();
            assertThat(reply.header("Server")).isEmpty();
        }
    }
}
