package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rebuilds and restores are for who runs the server. */
class RebuildsTest {

    private final Api owner = Api.owner();

    @Test
    void rebuild_isFollowedToItsEnd() {
        String w = owner.newWorkspace();
        owner.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"title\": \"Plan\"}")
                .is(201);

        Reply asked = owner.post("/api/v1/rebuilds", "{\"name\": \"notes\"}").is(202);

        assertThat(asked.at("/name").stringValue()).isEqualTo("notes");
        assertThat(asked.at("/requestedBy").stringValue()).isEqualTo("owner");
        String path = "/api/v1/rebuilds/" + asked.at("/id").stringValue();
        List<String> lines =
                owner.get(path + "/progress").is(200).body().lines().toList();
        assertThat(Json.readObject(lines.getLast()).get("status").stringValue()).isEqualTo("done");
        Reply done = owner.get(path).is(200);
        assertThat(done.at("/eventsDone").longValue())
                .isEqualTo(done.at("/eventsTotal").longValue());
        assertThat(owner.get("/api/v1/rebuilds").is(200).at("/items/0/id")).isEqualTo(asked.at("/id"));
        assertThat(owner.get(w + "/notes").is(200).at("/items/0/title").stringValue())
                .isEqualTo("Plan");
        assertThat(owner.get(w + "/projections").is(200).at("/behind").longValue())
                .isZero();
    }

    @Test
    void unknownNames_areRefused() {
        owner.post("/api/v1/rebuilds", "{\"name\": \"noise\"}").isProblem(422, "invalid-input");
        owner.post("/api/v1/rebuilds", "{}").isProblem(422, "invalid-input");
        owner.get("/api/v1/rebuilds/rebuild_none").isProblem(404, "not-found");
        owner.get("/api/v1/rebuilds/rebuild_none/progress").isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/v1/rebuilds", "GET /api/v1/rebuilds", "GET /api/v1/rebuilds/rebuild_1"})
    void rebuilds_areForServerAdmins(String request) {
        Api somebody = owner.with(owner.newUsersKey());
        String[] parts = request.split(" ");

        somebody.send(
                        parts[0].equals("GET")
                                ? somebody.request(parts[0], parts[1])
                                : somebody.request(parts[0], parts[1], "{\"name\": \"all\"}"))
                .isProblem(403, "forbidden");
    }

    @Test
    void restore_isForServerAdmins_andRefusesWhatIsNoExport() {
        Api somebody = owner.with(owner.newUsersKey());

        restore(somebody, "").isProblem(403, "forbidden");
        restore(owner, "{\"workspaceId\": \"w\"}\n").isProblem(422, "invalid-input");
        restore(owner, "").is(200);
    }

    @Test
    void rebuildOfAProjection_ofAWorkspaceOfTheirOwn_takesAServerAdmin() {
        Api somebody = owner.with(owner.newUsersKey());

        somebody.post(somebody.newWorkspace() + "/projections/notes/rebuild", "{}")
                .isProblem(403, "forbidden");
        owner.post(owner.newWorkspace() + "/projections/noise/rebuild", "{}").isProblem(422, "invalid-input");
    }

    private static Reply restore(Api api, String lines) {
        return api.send(api.request("POST", "/api/v1/restore")
                .header("Content-Type", "application/x-ndjson")
                .method("POST", BodyPublishers.ofString(lines)));
    }
}
