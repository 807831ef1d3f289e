package dev.synap.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.http.Api;
import dev.synap.server.http.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may have webhooks, how many, and where to. The names here stand for no address, ever. */
class WebhookRulesTest {

    private static final String GOOD = "{\"url\": \"https://receiver.invalid/\", \"types\": [\"note.*\"]}";

    private final Api owner = Api.owner();
    private final String w = owner.newWorkspace();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.8.9.10:8443/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::]/",
                "https://0.0.0.0/",
                "https://10.1.2.3/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://100.100.100.200/",
                "https://169.254.169.254/latest/meta-data",
                "https://168.63.129.16/",
                "https://192.0.0.192/",
                "https://192.0.2.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b:1::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:0:1::1]/",
                "https://[2001:db8::1]/",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://[fd00:ec2::254]/",
                "https://[ff02::1]/",
                "https://2130706433/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://127.1/",
                "https://017700000001/",
                "https://127.0.0.1./",
                "https://1.1.1.1./",
                "https://[fe80::1%25eth0]/",
            })
    void aReceiverThatIsNotPublic_isRefused(String url) {
        owner.post(w + "/webhooks", body(url, "note.*"))
                .isProblem(422, "invalid-input")
                .naming("url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "receiver.invalid",
                "http://receiver.invalid/",
                "ftp://receiver.invalid/",
                "file:///etc/passwd",
                "https://",
                "https:///path",
                "https://user:password@receiver.invalid/",
                "https://receiver.invalid/#part",
                "https://receiver.invalid:0/",
                "https://receiver.invalid:65536/",
                "https://receiver.invalid/\\r\\nHost: other",
                "https://receiver.invalid/ü",
                "https://receiver_.invalid./ x",
            })
    void aUrlThatIsNone_isRefused(String url) {
        owner.post(w + "/webhooks", body(url, "note.*"))
                .isProblem(422, "invalid-input")
                .naming("url");
    }

    @Test
    void aUrl_mayHave2000Characters() {
        String longest = "https://receiver.invalid/" + "x".repeat(2_000 - "https://receiver.invalid/".length());

        owner.post(w + "/webhooks", body(longest, "note.*")).is(201);
        owner.post(w + "/webhooks", body(longest + "x", "note.*"))
                .isProblem(422, "invalid-input")
                .naming("url");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"types": ["note.*"]}                                                           | url
            {"url": "https://receiver.invalid/"}                                            | types
            {"url": "https://receiver.invalid/", "types": []}                               | types
            {"url": "https://receiver.invalid/", "types": ["note.*", "no te"]}              | types[1]
            {"url": "https://receiver.invalid/", "types": ["*.created"]}                    | types[0]
            {"url": "https://receiver.invalid/", "types": [null]}                           | types[0]
            {"url": "https://receiver.invalid/", "types": ["*"], "id": "a b"}               | id
            {"url": "https://receiver.invalid/", "types": ["*"], "secret": "whsec_mine"}    | secret
            """)
    void aWebhookThatLacksSomething_saysWhat(String body, String field) {
        owner.post(w + "/webhooks", body).isProblem(422, "invalid-input").naming(field);
    }

    @Test
    void aWebhook_isMadeListedChangedAndRemoved() {
        Reply made = owner.post(
                        w + "/webhooks",
                        "{\"id\": \"hook\", \"url\": \"https://receiver.invalid/a\", \"types\": [\"note.*\", \"note.*\"],"
                                + " \"description\": \"for tests\"}")
                .is(201);
        owner.post(w + "/webhooks", "{\"id\": \"hook\"," + GOOD.substring(1)).isProblem(409, "already-exists");

        assertThat(made.at("/types")).hasSize(1);
        assertThat(made.at("/description").stringValue()).isEqualTo("for tests");
        assertThat(made.at("/createdBy").stringValue()).isEqualTo("owner");
        assertThat(made.at("/secretReadable").booleanValue()).isTrue();
        assertThat(owner.get(w + "/webhooks").at("/items")).hasSize(1);
        Reply changed = owner.patch(
                        w + "/webhooks/hook", "{\"url\": \"https://receiver.invalid/b\", \"types\": [\"*\"]}")
                .is(200);
        assertThat(changed.at("/url").stringValue()).isEqualTo("https://receiver.invalid/b");
        assertThat(changed.at("/types/0").stringValue()).isEqualTo("*");
        assertThat(changed.at("/description").stringValue()).isEqualTo("for tests");
        assertThat(changed.at("/enabled").booleanValue()).isTrue();
        owner.patch(w + "/webhooks/hook", "{\"url\": \"https://127.0.0.1/\"}")
                .isProblem(422, "invalid-input")
                .naming("url");
        owner.delete(w + "/webhooks/hook").is(204);
        assertThat(owner.get(w + "/webhooks").at("/items")).isEmpty();
        for (String path : new String[] {"", "/deliveries"}) {
            owner.get(w + "/webhooks/hook" + path).isProblem(404, "not-found");
        }
        for (String path : new String[] {"/ping", "/rotate-secret", "/deliveries/msg_1/retry"}) {
            owner.post(w + "/webhooks/hook" + path, "{}").isProblem(404, "not-found");
        }
        owner.post(w + "/webhooks/hook/replay", "{\"after\": 0}").isProblem(404, "not-found");
        owner.patch(w + "/webhooks/hook", "{}").isProblem(404, "not-found");
    }

    @Test
    void whoChangesAWebhook_isInTheAuditLog_withNothingThatMayBeSecret() {
        String made = owner.post(
                        w + "/webhooks",
                        "{\"id\": \"hook\", \"url\": \"https://example.com/token-1?key=token-2\", \"types\": [\"note.*\"]}")
                .is(201)
                .at("/secret")
                .stringValue();
        owner.patch(
                        w + "/webhooks/hook",
                        "{\"enabled\": false, \"url\": \"https://example.org/token-3\", \"description\": \"token-4\"}")
                .is(200);
        String rotated = owner.post(w + "/webhooks/hook/rotate-secret", "{}")
                .is(200)
                .at("/secret")
                .stringValue();
        owner.delete(w + "/webhooks/hook").is(204);

        List<String> said = owner.get(w + "/audit?type=webhook.*")
                .is(200)
                .at("/entries")
                .valueStream()
                .map(entry -> entry.get("sentence").stringValue())
                .toList();
        assertThat(said)
                .containsExactly(
                        "Owner added webhook hook",
                        "Owner changed webhook hook",
                        "Owner gave another secret to webhook hook",
                        "Owner removed webhook hook");
        Reply events = owner.get(w + "/events?type=webhook.*").is(200);
        assertThat(events.at("/events/0/data").toString())
                .isEqualTo("{\"webhookId\":\"hook\",\"url\":\"https://example.com/…\",\"types\":[\"note.*\"]}");
        assertThat(events.at("/events/1/data").toString())
                .isEqualTo(
                        "{\"webhookId\":\"hook\",\"url\":\"https://example.org/…\",\"descriptionChanged\":true,\"enabled\":false}");
        assertThat(events.at("/events").toString()).doesNotContain("token", made, rotated);
    }

    @Test
    void whatDidNotComeAbout_isNotInTheAuditLog() {
        owner.post(w + "/webhooks", GOOD.replaceFirst("\\{", "{\"id\": \"hook\", "))
                .is(201);
        owner.post(w + "/webhooks", GOOD.replaceFirst("\\{", "{\"id\": \"hook\", "))
                .isProblem(409, "already-exists");
        owner.patch(w + "/webhooks/other", "{\"enabled\": false}").isProblem(404, "not-found");
        owner.post(w + "/webhooks/other/rotate-secret", "{}").isProblem(404, "not-found");
        owner.delete(w + "/webhooks/other").isProblem(404, "not-found");

        assertThat(owner.get(w + "/events").at("/events")).hasSize(1);
        assertThat(owner.get(w + "/entities").at("/items")).isEmpty();
    }

    @Test
    void nobodyElse_saysSuchThings() {
        owner.post(w + "/events", "{\"events\": [{\"type\": \"webhook.added\", \"subjectId\": \"note_1\"}]}")
                .isProblem(422, "invalid-input");
        owner.post(w + "/entities", "{\"type\": \"webhook\", \"title\": \"Mine\"}")
                .isProblem(422, "invalid-input");
    }

    @Test
    void aWorkspace_mayHave20() {
        for (int i = 0; i < 20; i++) {
            owner.post(w + "/webhooks", GOOD).is(201);
        }

        owner.post(w + "/webhooks", GOOD).isProblem(422, "invalid-input");
        assertThat(owner.get(w + "/webhooks").at("/items")).hasSize(20);
        owner.post(owner.newWorkspace() + "/webhooks", GOOD).is(201);
    }

    static Stream<String> rolesBelowAdmin() {
        return Stream.of("viewer", "commenter", "editor");
    }

    @ParameterizedTest
    @MethodSource("rolesBelowAdmin")
    void onlyAdmins_knowOfWebhooks(String role) {
        Api member = member(role);
        String hook = owner.post(w + "/webhooks", GOOD).is(201).at("/id").stringValue();
        String path = w + "/webhooks/" + hook;

        member.get(w + "/webhooks").isProblem(403, "not-permitted");
        member.get(path).isProblem(403, "not-permitted");
        member.get(path + "/deliveries").isProblem(403, "not-permitted");
        member.post(w + "/webhooks", GOOD).isProblem(403, "not-permitted");
        member.patch(path, "{\"enabled\": false}").isProblem(403, "not-permitted");
        member.post(path + "/rotate-secret", "{}").isProblem(403, "not-permitted");
        member.post(path + "/ping", "{}").isProblem(403, "not-permitted");
        member.post(path + "/replay", "{\"after\": 0}").isProblem(403, "not-permitted");
        member.post(path + "/deliveries/msg_1/retry", "{}").isProblem(403, "not-permitted");
        member.delete(path).isProblem(403, "not-permitted");
        assertThat(owner.get(path).at("/enabled").booleanValue()).isTrue();
    }

    @Test
    void admins_mayDoAll() {
        Api admin = member("admin");

        String hook = admin.post(w + "/webhooks", GOOD).is(201).at("/id").stringValue();

        admin.get(w + "/webhooks/" + hook).is(200);
        admin.delete(w + "/webhooks/" + hook).is(204);
    }

    @Test
    void agents_strangersAndKeysThatOnlyRead_mayNot() {
        String agentId = owner.post("/api/v1/agents", "{\"name\": \"Agent\"}")
                .at("/userId")
                .stringValue();
        owner.post(w + "/members?wait=validated", "{\"userId\": \"" + agentId + "\", \"role\": \"editor\"}")
                .is(201);
        Api agent = owner.with(owner.newKey("\"userId\": \"" + agentId + "\""));
        Api stranger = owner.with(owner.newUsersKey());
        Api reader = owner.with(owner.newKey("\"scopes\": [\"read\"]"));

        agent.get(w + "/webhooks").isProblem(403, "forbidden");
        agent.post(w + "/webhooks", GOOD).isProblem(403, "forbidden");
        stranger.get(w + "/webhooks").isProblem(404, "not-found");
        stranger.post(w + "/webhooks", GOOD).isProblem(404, "not-found");
        reader.post(w + "/webhooks", GOOD).isProblem(403, "forbidden");
        reader.get(w + "/webhooks").is(200);
    }

    private Api member(String role) {
        Api member = owner.with(owner.newUsersKey());
        String userId = member.get("/api/v1/me").at("/userId").stringValue();
        owner.post(w + "/members?wait=validated", "{\"userId\": \"" + userId + "\", \"role\": \"" + role + "\"}")
                .is(201);
        return member;
    }

    private static String body(String url, String type) {
        return "{\"url\": \"" + url + "\", \"types\": [\"" + type + "\"]}";
    }
}
