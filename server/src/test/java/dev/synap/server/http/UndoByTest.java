package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user did is taken back by an admin who has looked at the preview. */
class UndoByTest {

    private static final Api API = Api.owner();
    private String w = "";
    private Api bob = API;
    private String bobsId = "";

    @BeforeEach
    void bobWrites() {
        w = API.newWorkspace();
        bob = API.with(API.newUsersKey());
        bobsId = bob.get("/api/v1/me").at("/userId").stringValue();
        API.post(w + "/members?wait=validated", "{\"userId\": \"" + bobsId + "\", \"role\": \"editor\"}")
                .is(201);
        API.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"title\": \"a\", \"content\": \"mine\"}")
                .is(201);
        bob.patch(w + "/entities/note_1?wait=validated", "{\"title\": \"b\"}").is(200);
        bob.post(w + "/notes?wait=validated", "{\"id\": \"note_2\", \"title\": \"his\"}")
                .is(201);
    }

    @Test
    void whatThePreviewShowed_isTakenBack_byItsToken() {
        Reply preview =
                API.post(w + "/history/undo-by", wish("\"preview\": true")).is(200);
        assertThat(preview.at("/subjects").longValue()).isEqualTo(2);
        assertThat(preview.at("/written").longValue()).isEqualTo(2);
        assertThat(preview.at("/first/0/plan/writes/0/after").stringValue()).isEqualTo("a");
        assertThat(API.get(w + "/entities/note_1").at("/title").stringValue()).isEqualTo("b");

        Reply sent = API.post(w + "/history/undo-by", wish(token(preview))).is(202);

        Reply done = ended(sent);
        assertThat(done.at("/status").stringValue()).isEqualTo("validated");
        assertThat(done.at("/written").longValue()).isEqualTo(2);
        assertThat(done.at("/done")).isEqualTo(done.at("/total"));
        assertThat(API.get(w + "/subjects/note_1").at("/state/title").stringValue())
                .isEqualTo("a");
        assertThat(API.get(w + "/subjects/note_2").at("/state/deletedBy").stringValue())
                .isEqualTo("owner");
        API.post(w + "/history/redo?wait=validated", "{\"subjectId\": \"note_1\"}")
                .is(200);
        assertThat(API.get(w + "/subjects/note_1").at("/state/title").stringValue())
                .isEqualTo("b");
    }

    @Test
    void withoutAToken_orWithOneForSomethingElse_nothingIsDone() {
        String token = token(API.post(w + "/history/undo-by", wish("\"preview\": true")));

        assertThat(field(API.post(w + "/history/undo-by", wish(null)))).isEqualTo("token");
        assertThat(field(API.post(w + "/history/undo-by", wish("\"token\": \"made.up\""))))
                .isEqualTo("token");
        assertThat(field(API.post(w + "/history/undo-by", wish(token + ", \"subjects\": [\"note_2\"]"))))
                .isEqualTo("token");
        Api ann = API.with(API.newUsersKey());
        String id = ann.get("/api/v1/me").at("/userId").stringValue();
        API.post(w + "/members?wait=validated", "{\"userId\": \"" + id + "\", \"role\": \"admin\"}")
                .is(201);
        assertThat(field(ann.post(w + "/history/undo-by", wish(token)))).isEqualTo("token");
    }

    @Test
    void onceASubjectHasMovedOn_theTokenIsStale() {
        String token = token(API.post(w + "/history/undo-by", wish("\"preview\": true")));
        API.patch(w + "/entities/note_2?wait=validated", "{\"mood\": \"new\"}").is(200);

        Reply sent = API.post(w + "/history/undo-by", wish(token)).is(202);

        Reply ended = ended(sent);
        assertThat(ended.at("/status").stringValue()).isEqualTo("rejected");
        assertThat(ended.at("/rule").stringValue()).isEqualTo("undo.stale");
    }

    @Test
    void onlyAdmins_mayLookAndTakeBack() {
        bob.post(w + "/history/undo-by", wish("\"preview\": true")).is(403);
        Api agent = API.with(API.newKey("\"userId\": \""
                + API.post("/api/v1/agents", "{\"name\": \"A\"}").at("/userId").stringValue() + "\""));
        String id = agent.get("/api/v1/me").at("/userId").stringValue();
        API.post(w + "/members?wait=validated", "{\"userId\": \"" + id + "\", \"role\": \"admin\"}");
        assertThat(agent.post(w + "/history/undo-by", wish("\"preview\": true")).status())
                .isIn(403, 404);
    }

    @Test
    void onlySubjectsAndTimesThatAreAskedFor_areReached() {
        assertThat(reached("\"subjects\": [\"note_2\"]")).isEqualTo(1);
        assertThat(reached("\"from\": \"2000-01-01T00:00:00Z\"")).isEqualTo(2);
        assertThat(reached("\"to\": \"2000-01-01T00:00:00Z\"")).isZero();
        assertThat(reached("\"from\": \"2000-01-01T00:00:00Z\", \"subjects\": [\"note_1\", \"note_9\"]"))
                .isEqualTo(1);
    }

    private long reached(String range) {
        return API.post(w + "/history/undo-by", wish(range + ", \"preview\": true"))
                .is(200)
                .at("/subjects")
                .longValue();
    }

    @Test
    void twoAtOnce_doItOnce() {
        String token = token(API.post(w + "/history/undo-by", wish("\"preview\": true")));

        Reply first = API.post(w + "/history/undo-by", wish(token)).is(202);
        Reply second = API.post(w + "/history/undo-by", wish(token)).is(202);

        assertThat(ended(first).at("/status").stringValue()).isEqualTo("validated");
        assertThat(ended(second).at("/written").longValue()).isZero();
        assertThat(API.get(w + "/events?type=note.reverted").at("/events").size())
                .isEqualTo(2);
    }

    private String wish(@org.jspecify.annotations.Nullable String more) {
        return "{\"userId\": \"" + bobsId + "\"" + (more == null ? "" : ", " + more) + "}";
    }

    private static String token(Reply preview) {
        return "\"token\": \"" + preview.is(200).at("/token").stringValue() + "\"";
    }

    private static String field(Reply reply) {
        return reply.is(422).at("/field").stringValue();
    }

    private Reply ended(Reply sent) {
        String at = w + "/history/undo-by/" + sent.at("/requestId").stringValue();
        await().until(() -> {
            String status = API.get(at).is(200).at("/status").stringValue();
            return status.equals("validated") || status.equals("rejected");
        });
        return API.get(at);
    }
}
