package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import java.net.http.HttpRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a password, and what a browser's session may do. */
class SignInTest {

    private static final String PASSWORD = "correct horse battery";

    private final Api owner = Api.owner();
    private final Api nobody = owner.with(null);

    /** A browser that has signed in. */
    private record Browser(Api api, String cookie, String csrfToken) {

        HttpRequest.Builder request(String method, String path, String json) {
            return api.request(method, path, json).header("Cookie", "synap_session=" + cookie);
        }

        Reply get(String path) {
            return api.send(api.request("GET", path).header("Cookie", "synap_session=" + cookie));
        }

        Reply change(String method, String path, String json) {
            return api.send(request(method, path, json).header("X-CSRF-Token", csrfToken));
        }
    }

    @Test
    void aPassword_opensASession_whichMayDoWhatItsUserMay() {
        String mary = newPerson();

        Reply reply = signIn(nobody, mary, PASSWORD).is(201);

        assertThat(reply.at("/user/id").stringValue()).isEqualTo(mary);
        assertThat(reply.at("/expiresAt").stringValue()).isNotBlank();
        assertThat(reply.header("Set-Cookie"))
                .startsWith("synap_session=session_")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000")
                .doesNotContain("Secure");
        Browser browser = browser(reply);
        assertThat(browser.get("/api/v1/session").is(200).at("/csrfToken").stringValue())
                .isEqualTo(browser.csrfToken);
        assertThat(browser.get("/api/v1/me").is(200).at("/userId").stringValue())
                .isEqualTo(mary);
        browser.change("POST", "/api/v1/workspaces", "{\"name\": \"Hers\"}").is(201);
        browser.get("/api/v1/users").isProblem(403, "forbidden");
    }

    @Test
    void behindAProxyThatEndsTls_theCookieIsForTlsOnly() {
        String mary = newPerson();

        Reply reply = nobody.send(nobody.request("POST", "/api/v1/session", credentials(mary, PASSWORD))
                .header("X-Forwarded-Proto", "https"));

        assertThat(reply.is(201).header("Set-Cookie")).contains("Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
    void aChangeWithoutTheCsrfToken_isRefused(String token) {
        Browser browser = browser(signIn(nobody, newPerson(), PASSWORD));
        HttpRequest.Builder change = browser.request("POST", "/api/v1/workspaces", "{\"name\": \"Forged\"}");
        if (!token.isEmpty()) {
            change.header("X-CSRF-Token", token);
        }

        nobody.send(change).isProblem(403, "csrf-token-missing");

        assertThat(browser.get("/api/v1/workspaces").body()).doesNotContain("Forged");
    }

    @Test
    void signingOut_endsTheSessionAtOnce() {
        Browser browser = browser(signIn(nobody, newPerson(), PASSWORD));

        Reply reply = browser.change("DELETE", "/api/v1/session", "").is(204);

        assertThat(reply.header("Set-Cookie")).startsWith("synap_session=;").contains("Max-Age=0");
        browser.get("/api/v1/me").isProblem(401, "unauthorized");
    }

    static Stream<String> wrongBodies() {
        return Stream.of(
                "{}", "{\"userName\": \"owner\"}", "{\"password\": \"x\"}", "[]", "{\"userName\": 1, \"password\": 2}");
    }

    @ParameterizedTest
    @MethodSource("wrongBodies")
    void aSignInThatLacksSomething_saysWhat(String body) {
        assertThat(nobody.post("/api/v1/session", body).status()).isIn(400, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void aFormOfAnotherSite_cannotSignAnybodyIn(String type) {
        String mary = newPerson();

        nobody.send(nobody.request("POST", "/api/v1/session", credentials(mary, PASSWORD))
                        .setHeader("Content-Type", type))
                .isProblem(415, "unsupported-media-type");
    }

    @Test
    void aWrongNameAndAWrongPassword_areAnsweredAlike() {
        String mary = newPerson();

        Reply wrongPassword = signIn(nobody, mary, "not her password").isProblem(401, "sign-in-failed");
        Reply wrongName = signIn(nobody, "nobody_" + mary, PASSWORD).isProblem(401, "sign-in-failed");

        assertThat(wrongName.at("/detail")).isEqualTo(wrongPassword.at("/detail"));
        signIn(nobody, "x".repeat(10_000), PASSWORD).isProblem(401, "sign-in-failed");
        signIn(nobody, mary, "p".repeat(100_000)).isProblem(401, "sign-in-failed");
    }

    @Test
    void whoGuesses_isNotListenedToForAWhile_andKeysStillAre() {
        try (RunningServer server = TestServer.start(6)) {
            Api api = Api.of(server, TestServer.ADMIN_KEY);
            Api guesser = Api.of(server, null);
            api.send(api.request("PUT", "/api/v1/me/password", newPassword(PASSWORD)))
                    .is(204);
            signIn(guesser, "owner", "guess one guess").isProblem(401, "sign-in-failed");
            signIn(guesser, "owner", "guess two guess").isProblem(401, "sign-in-failed");

            Reply limited = signIn(guesser, "owner", PASSWORD).isProblem(429, "rate-limited");

            assertThat(limited.at("/retryAfterSeconds").intValue()).isBetween(1, 61);
            for (int i = 0; i < 4; i++) {
                signIn(guesser, "other_" + i, PASSWORD).isProblem(401, "sign-in-failed");
            }
            signIn(guesser, "other_9", PASSWORD).isProblem(429, "rate-limited");
            api.get("/api/v1/me").is(200);
        }
    }

    @Test
    void aNewPassword_endsTheOtherSessions() {
        String mary = newPerson();
        Browser other = browser(signIn(nobody, mary, PASSWORD));
        Browser browser = browser(signIn(nobody, mary, PASSWORD));
        String body = "{\"password\": \"another horse\", \"currentPassword\": \"%s\"}";

        browser.change("PUT", "/api/v1/me/password", newPassword("another horse"))
                .isProblem(422, "invalid-input")
                .naming("currentPassword");
        browser.change("PUT", "/api/v1/me/password", body.formatted("a wrong one"))
                .isProblem(401, "sign-in-failed");
        browser.change("PUT", "/api/v1/me/password", body.formatted(PASSWORD)).is(204);

        other.get("/api/v1/me").isProblem(401, "unauthorized");
        browser.get("/api/v1/me").is(200);
        signIn(nobody, mary, PASSWORD).isProblem(401, "sign-in-failed");
        signIn(nobody, mary, "another horse").is(201);
    }

    @Test
    void aPasswordIsSet_onlyByWhoMay() {
        String mary = newPerson();
        Api marysKey = owner.with(owner.newKey("\"userId\": \"" + mary + "\", \"scopes\": [\"read\", \"write\"]"));
        String agent = owner.post("/api/v1/agents", "{\"name\": \"Agent\"}")
                .at("/userId")
                .stringValue();
        Api agentsKey = owner.with(owner.newKey("\"userId\": \"" + agent + "\""));
        String own = "/api/v1/me/password";
        String hers = "/api/v1/users/" + mary + "/password";

        put(nobody, own).isProblem(401, "unauthorized");
        put(marysKey, own).isProblem(403, "forbidden");
        put(agentsKey, own).isProblem(403, "forbidden");
        put(owner.with(owner.newUsersKey()), hers).isProblem(403, "forbidden");
        put(owner, "/api/v1/users/" + agent + "/password").isProblem(404, "not-found");
        put(owner, "/api/v1/users/user_nobody/password").isProblem(404, "not-found");
        put(owner, "/api/v1/users/owner/password").isProblem(422, "invalid-input");
        signIn(nobody, mary, PASSWORD).is(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "123456789"})
    void aPasswordThatIsTooShort_isRefused(String password) {
        owner.send(owner.request("PUT", "/api/v1/users/" + newPerson() + "/password", newPassword(password)))
                .isProblem(422, "invalid-input")
                .naming("password");
    }

    @Test
    void thePasswordsCharactersCount_notHowAKeyboardWritesThem() {
        String mary = newPerson();
        owner.send(owner.request(
                        "PUT", "/api/v1/users/" + mary + "/password", newPassword("cafe\u0301 cafe\u0301 cafe")))
                .is(204);

        signIn(nobody, mary, "caf\u00e9 caf\u00e9 cafe").is(201);
    }

    @Test
    void aSessionIsNoKey_andAKeyIsNoSession() {
        Browser browser = browser(signIn(nobody, newPerson(), PASSWORD));

        owner.with(browser.cookie).get("/api/v1/me").isProblem(401, "unauthorized");
        new Browser(nobody, TestServer.ADMIN_KEY, "").get("/api/v1/me").isProblem(401, "unauthorized");
        owner.get("/api/v1/session").isProblem(401, "unauthorized");
        assertThat(browser.get("/api/v1/keys").is(200).at("/keys").size()).isZero();
    }

    @Test
    void aKeyInTheHeader_goesBeforeTheCookie() {
        Browser browser = browser(signIn(nobody, newPerson(), PASSWORD));

        Reply reply =
                owner.send(owner.request("GET", "/api/v1/me").header("Cookie", "synap_session=" + browser.cookie));

        assertThat(reply.at("/userId").stringValue()).isEqualTo("owner");
    }

    @Test
    void aServerIsSetUp_onceItsOwnerHasAPassword() {
        try (RunningServer server = TestServer.start(100)) {
            Api api = Api.of(server, TestServer.ADMIN_KEY);
            assertThat(api.with(null).get("/api/v1/setup").is(200).at("/needed").booleanValue())
                    .isTrue();

            api.post("/api/v1/users", "{\"name\": \"Mary\", \"userId\": \"mary\"}")
                    .is(201);
            put(api, "/api/v1/users/mary/password").is(204);
            assertThat(api.with(null).get("/api/v1/setup").body()).isEqualTo("{\"needed\":true,\"anybody\":true}");

            put(api, "/api/v1/me/password").is(204);

            assertThat(api.with(null).get("/api/v1/setup").body()).isEqualTo("{\"needed\":false,\"anybody\":true}");
        }
    }

    @Test
    void peopleMayGiveThemselvesAnotherName() {
        Browser browser = browser(signIn(nobody, newPerson(), PASSWORD));

        browser.change("PATCH", "/api/v1/me", "{\"name\": \"Mary Smith\"}").is(200);

        assertThat(browser.get("/api/v1/me").at("/name").stringValue()).isEqualTo("Mary Smith");
        assertThat(owner.get("/api/v1/users").body()).contains("Mary Smith");
        browser.change("PATCH", "/api/v1/me", "{}")
                .isProblem(422, "invalid-input")
                .naming("name");
    }

    @Test
    void aPage_mayRunItsOwnScriptsOnly() {
        String policy = nobody.get("/docs/swagger-ui/index.html").header("Content-Security-Policy");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                .contains("connect-src 'self' http://127.0.0.1:"
                        + nobody.server().realtimeUrl().replaceAll(".*:", ""));
    }

    private String newPerson() {
        String id = owner.post("/api/v1/users", "{\"name\": \"Mary\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        put(owner, "/api/v1/users/" + id + "/password").is(204);
        return id;
    }

    private static Reply put(Api api, String path) {
        return api.send(api.request("PUT", path, newPassword(PASSWORD)));
    }

    private static Reply signIn(Api api, String userName, String password) {
        return api.post("/api/v1/session", credentials(userName, password));
    }

    private static Browser browser(Reply reply) {
        String cookie = reply.is(201).header("Set-Cookie").replaceAll("synap_session=([^;]*);.*", "$1");
        return new Browser(
                Api.owner().with(null), cookie, reply.at("/csrfToken").stringValue());
    }

    private static String credentials(String userName, String password) {
        return "{\"userName\": " + Api.json(userName) + ", \"password\": " + Api.json(password) + "}";
    }

    private static String newPassword(String password) {
        return "{\"password\": " + Api.json(password) + "}";
    }
}
