package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Walks every route that the description of the API names, as everybody there can be, in a workspace of
 * theirs and in one that is not: nothing of a foreign workspace is served or changed. A route that is new is
 * walked by itself; one whose call needs a body or an id of its own fails here until it is told.
 */
class EveryRouteTest {

    private static final String SECRET = "SECRET-OF-ANOTHER-WORKSPACE";
    private static final String OWN = "own-content";

    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    private record Route(String method, String path) {
        boolean inWorkspace() {
            return path.contains("{w}");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final Api OWNER = Api.owner();
    private static final Map<String, Api> ACTORS = new LinkedHashMap<>();
    private static final List<Route> ROUTES = new ArrayList<>();
    private static Api foreigner = OWNER;
    private static String own = "";
    private static String foreign = "";

    @BeforeAll
    static void fillTwoWorkspaces() {
        foreigner = OWNER.with(OWNER.newUsersKey());
        own = OWNER.newWorkspace();
        foreign = foreigner.newWorkspace();
        ACTORS.put("owner", OWNER);
        for (String role : List.of("admin", "editor", "commenter", "viewer")) {
            ACTORS.put(role, member(role));
        }
        ACTORS.put("guest", guest());
        ACTORS.put("stranger", OWNER.with(OWNER.newUsersKey()));
        ACTORS.put("agent", agent());
        ACTORS.put("nobody", OWNER.with(null));
        fill(OWNER, own, OWN);
        fill(foreigner, foreign, SECRET);
        share();
        readRoutes();
    }

    @Test
    void nothingOfAForeignWorkspace_isServedOrChanged() {
        String before = everything();

        for (Route route : ROUTES) {
            ACTORS.forEach((name, actor) -> {
                Reply reply = call(actor, route, foreign);
                String what = name + " " + route + " -> " + reply.status() + " " + reply.body();
                if (route.inWorkspace()) {
                    assertThat(REFUSED).as(what).contains(reply.status());
                }
                assertThat(reply.status()).as(what).isLessThan(500);
                assertThat(reply.body()).as(what).doesNotContain(SECRET);
            });
        }

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void inAWorkspaceOfTheirOwn_everybodyGetsAnAnswer_andStrangersNone() {
        for (Route route : ROUTES) {
            if (route.inWorkspace()) {
                ACTORS.forEach((name, actor) -> {
                    Reply reply = call(actor, route, own);
                    String what = name + " " + route + " -> " + reply.status() + " " + reply.body();
                    assertThat(reply.status()).as(what).isLessThan(500);
                    switch (name) {
                        case "nobody" -> assertThat(reply.status()).as(what).isEqualTo(401);
                        case "stranger" -> assertThat(reply.status()).as(what).isEqualTo(404);
                        case "guest" -> assertThat(reply.body()).as(what).doesNotContain(OWN);
                        case "viewer", "commenter" ->
                            assertThat(route.method().equals("GET") || reply.status() != 201)
                                    .as(what)
                                    .isTrue();
                        default -> {}
                    }
                });
            }
        }
    }

    @Test
    void theSameCalls_areAnsweredWhereTheyBelong() {
        Api someone = OWNER.with(OWNER.newUsersKey());
        String theirs = someone.newWorkspace();
        fill(someone, theirs, "control");

        for (Route route : ROUTES) {
            // What is parked, taken back or sent is not there, and rebuilding is for who runs the server.
            boolean others = route.path().contains("/parked/")
                    || route.path().contains("/{deliveryId}/")
                    || route.path().contains("/undo-by/")
                    || route.path().contains("/projections/");
            if (route.inWorkspace() && !others && !route.method().equals("DELETE")) {
                Reply reply = call(someone, route, theirs);
                assertThat(reply.status())
                        .as(route + " -> " + reply.status() + " " + reply.body())
                        .isNotIn(401, 403, 404, 422);
            }
        }
    }

    private static Api member(String role) {
        String key = OWNER.newUsersKey();
        Api api = OWNER.with(key);
        OWNER.post(own + "/members?wait=validated", "{\"userId\": \"" + userId(api) + "\", \"role\": \"" + role + "\"}")
                .is(201);
        return api;
    }

    private static Api agent() {
        String id = OWNER.post("/api/v1/agents", "{\"name\": \"Agent\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        OWNER.post(own + "/members?wait=validated", "{\"userId\": \"" + id + "\", \"role\": \"editor\"}")
                .is(201);
        return OWNER.with(OWNER.newKey("\"userId\": \"" + id + "\""));
    }

    private static Api guest() {
        return OWNER.with(OWNER.newUsersKey());
    }

    private static void share() {
        OWNER.post(own + "/notes?wait=validated", "{\"id\": \"note_shared\", \"title\": \"for the guest\"}")
                .is(201);
        OWNER.post(
                        own + "/shares?wait=validated",
                        "{\"subjectId\": \"note_shared\", \"level\": \"edit\", \"userId\": \""
                                + userId(ACTORS.getOrDefault("guest", OWNER)) + "\"}")
                .is(201);
    }

    private static String userId(Api api) {
        return api.get("/api/v1/me").at("/userId").stringValue();
    }

    /** The same ids everywhere, so that what is not refused would be found. */
    private static void fill(Api api, String w, String content) {
        String text = "\"title\": \"" + content + "\", \"content\": \"" + content + "\"";
        api.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"eventId\": \"evt_1\", " + text + "}")
                .is(201);
        api.post(w + "/tasks?wait=validated", "{\"id\": \"task_1\", " + text + "}")
                .is(201);
        api.post(w + "/comments?wait=validated", "{\"on\": \"note_1\", \"text\": \"" + content + "\"}")
                .is(201);
        api.post(w + "/entities/note_1/tags?wait=validated", "{\"tag\": \"" + content + "\"}")
                .is(200);
        // A name that stands for no address, ever: nothing leaves this machine.
        api.post(
                        w + "/webhooks",
                        "{\"id\": \"webhook_1\", \"url\": \"https://receiver.invalid/\", \"types\": [\"none.*\"],"
                                + " \"description\": \"" + content + "\"}")
                .is(201);
        String agentId =
                api.post("/api/v1/agents", "{\"name\": \"A\"}").at("/userId").stringValue();
        api.post(w + "/members?wait=validated", "{\"userId\": \"" + agentId + "\", \"role\": \"editor\"}")
                .is(201);
        Api agent = api.with(api.newKey("\"userId\": \"" + agentId + "\""));
        agent.post(w + "/notes?wait=validated", "{\"eventId\": \"evt_wish\", " + text + "}")
                .is(202);
    }

    private static void readRoutes() {
        JsonNode paths = OWNER.with(null).get("/openapi.json").at("/paths");
        paths.properties()
                .forEach(path -> path.getValue().propertyNames().forEach(method -> {
                    if (path.getKey().startsWith("/api/")) {
                        ROUTES.add(new Route(method.toUpperCase(java.util.Locale.ROOT), path.getKey()));
                    }
                }));
        assertThat(ROUTES).hasSizeGreaterThan(50);
    }

    private static Reply call(Api api, Route route, String workspace) {
        String path = route.path().replace("/api/v1/workspaces/{w}", workspace);
        String proposal = dev.synap.core.event.Ids.derived("proposal", "evt_wish");
        String id = path.contains("/proposals/")
                ? proposal
                : path.contains("/tasks/{id}") ? "task_1" : path.contains("/events/") ? "evt_1" : "note_1";
        path = path.replace("{id}", id)
                .replace("{tag}", "own-tag")
                .replace("{userId}", "owner")
                .replace("{type}", "wine")
                .replace("{name}", path.contains("/settings/") ? "recordAuditReads" : "notes")
                .replace("{deliveryId}", "msg_none")
                .replace("{keyId}", "key_none");
        if (path.contains("/webhooks/")) {
            path = path.replace("note_1", "webhook_1");
        }
        if (path.contains("/shares/") || path.contains("/policies/") || path.contains("/parked/")) {
            path = path.replace("note_1", "share_none");
        }
        String body = body(route, api);
        return api.send(body == null ? api.request(route.method(), path) : api.request(route.method(), path, body));
    }

    private static @Nullable String body(Route route, Api api) {
        if (route.method().equals("GET") || route.method().equals("DELETE")) {
            return null;
        }
        String path = route.path();
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.endsWith("/notes/{id}/tasks")) {
            return "{\"title\": \"t\"}";
        }
        if (path.endsWith("/undo-by")) {
            return "{\"userId\": \"owner\", \"preview\": true}";
        }
        if (path.contains("/history/")) {
            return path.endsWith("/undo-to")
                    ? "{\"subjectId\": \"note_1\", \"to\": \"evt_1\"}"
                    : "{\"subjectId\": \"note_1\"}";
        }
        if (route.method().equals("PATCH")) {
            return path.contains("/members/")
                    ? "{\"role\": \"viewer\"}"
                    : path.contains("/webhooks/")
                            ? "{\"description\": \"changed\"}"
                            : path.contains("/shares/")
                                    ? "{\"level\": \"view\"}"
                                    : path.contains("/policies/")
                                            ? "{\"effect\": \"deny\"}"
                                            : path.contains("/schemas/")
                                                    ? "{\"schema\": {}}"
                                                    : path.contains("/settings/")
                                                            ? "{\"value\": true}"
                                                            : "{\"title\": \"changed\"}";
        }
        return switch (last) {
            case "events" -> "{\"events\": [{\"type\": \"note.created\"}]}";
            case "entities" -> "{\"type\": \"note\", \"title\": \"t\"}";
            case "notes", "tasks", "projects" -> "{\"title\": \"t\"}";
            case "relations" -> "{\"from\": \"note_1\", \"to\": \"task_1\", \"kind\": \"k\"}";
            case "comments" -> path.contains("{id}") ? "{\"text\": \"t\"}" : "{\"on\": \"note_1\", \"text\": \"t\"}";
            case "tags" -> "{\"tag\": \"t\"}";
            case "members" -> "{\"userId\": \"owner\", \"role\": \"admin\"}";
            case "shares" -> "{\"subjectId\": \"note_1\", \"userId\": \"owner\", \"level\": \"view\"}";
            case "policies" -> "{\"pattern\": \"*\", \"effect\": \"auto_approve\"}";
            case "settings" -> "{\"name\": \"recordAuditReads\", \"value\": true}";
            case "schemas" -> "{\"type\": \"wine\", \"schema\": {}}";
            case "accept" -> "{\"contentHash\": \"x\", \"version\": 0}";
            case "modify" -> "{\"contentHash\": \"x\", \"version\": 0, \"content\": {\"title\": \"x\"}}";
            case "webhooks" -> "{\"url\": \"https://receiver.invalid/\", \"types\": [\"note.*\"]}";
            case "replay" -> "{\"after\": 0}";
            case "reject" -> "{\"reason\": \"no\"}";
            case "users", "workspaces", "keys", "agents" -> "{\"name\": \"n\"}";
            default -> "{}";
        };
    }

    /** All that the foreign workspace holds, as its owner sees it. */
    private static String everything() {
        StringBuilder all = new StringBuilder();
        Stream.of(
                        "/events.ndjson",
                        "/entities?deleted=any&archived=any",
                        "/notes?deleted=any&archived=any",
                        "/tasks?deleted=any&archived=any",
                        "/projects",
                        "/relations",
                        "/comments?deleted=any",
                        "/members?deleted=any",
                        "/shares?deleted=any",
                        "/policies?deleted=any",
                        "/schemas?deleted=any",
                        "/settings?deleted=any",
                        "/proposals",
                        "/tags",
                        "/webhooks",
                        "/dispatch")
                .forEach(list ->
                        all.append(foreigner.get(foreign + list).is(200).body()).append('\n'));
        assertThat(all).contains(SECRET);
        return all.toString();
    }
}
