package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** History over HTTP: who may ask, what is refused, and what the answers look like. */
@Timeout(120)
class PastTest {

    private static final Api OWNER = Api.owner();

    private String w = "";

    @BeforeEach
    void twoNotes() {
        w = OWNER.newWorkspace();
        for (String id : new String[] {"note_1", "note_2"}) {
            OWNER.post(w + "/notes?wait=validated", "{\"id\": \"" + id + "\", \"content\": \"red fox\"}")
                    .is(201);
        }
        OWNER.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"brown fox\", \"reason\": \"colour\"}")
                .is(200);
    }

    @Test
    void diffTimelineAndBlame_areToldOfASubject() {
        Reply diff = OWNER.get(w + "/subjects/note_1/diff?from=4").is(200);
        Reply timeline = OWNER.get(w + "/subjects/note_1/timeline?limit=1").is(200);
        Reply older = OWNER.get(w + "/subjects/note_1/timeline?after="
                        + timeline.at("/next").longValue())
                .is(200);
        Reply blame = OWNER.get(w + "/subjects/note_1/blame").is(200);

        assertThat(diff.at("/fields").size()).as(diff.body()).isEqualTo(1);
        assertThat(diff.at("/fields/0/path").stringValue()).isEqualTo("/content");
        assertThat(diff.at("/fields/0/kind").stringValue()).isEqualTo("changed");
        assertThat(diff.at("/fields/0/words/0/text").stringValue()).isEqualTo("red");
        assertThat(timeline.at("/entries").size()).as(timeline.body()).isEqualTo(1);
        assertThat(timeline.at("/entries/0/sentence").stringValue()).endsWith("edited content");
        assertThat(timeline.at("/entries/0/reason").stringValue()).isEqualTo("colour");
        assertThat(timeline.at("/entries/0/steps").size()).isEqualTo(3);
        assertThat(older.at("/entries/0/sentence").stringValue()).endsWith("created note");
        assertThat(older.at("/next").isNull()).isTrue();
        assertThat(blame.at("/lines/0/text").stringValue()).isEqualTo("brown fox");
        assertThat(blame.at("/lines/0/userId").stringValue()).isEqualTo("owner");
    }

    @Test
    void aGuest_readsTheHistoryOfWhatIsShared_andOfNothingElse() {
        Api guest = OWNER.with(OWNER.newUsersKey());
        String userId = guest.get("/api/v1/me").at("/userId").stringValue();
        OWNER.post(
                        w + "/shares?wait=validated",
                        "{\"subjectId\": \"note_1\", \"userId\": \"" + userId + "\", \"level\": \"view\"}")
                .is(201);

        for (String part : new String[] {"diff", "timeline", "blame"}) {
            guest.get(w + "/subjects/note_1/" + part).is(200);
            guest.get(w + "/subjects/note_2/" + part).isProblem(404, "not-found");
        }
        JsonNode shown =
                guest.get(w + "/notes?asOf=" + OWNER.position(w)).is(200).at("/items");
        assertThat(shown.size()).isEqualTo(1);
        assertThat(shown.get(0).path("id").stringValue()).isEqualTo("note_1");
        guest.get(w + "/audit").isProblem(404, "not-found");
    }

    @Test
    void listsOfThePast_areAskedForByTimeOrPosition() {
        Reply byPosition = OWNER.get(w + "/notes?asOf=position:4").is(200);
        Reply before = OWNER.get(w + "/entities?asOf=2020-01-01T00:00:00Z").is(200);
        Reply asIs = OWNER.get(w + "/entities?asOf=now").is(200);

        assertThat(byPosition.at("/items").size()).as(byPosition.body()).isEqualTo(1);
        assertThat(byPosition.at("/position").longValue()).isEqualTo(4);
        assertThat(before.at("/items").size()).isZero();
        assertThat(asIs.at("/items"))
                .isEqualTo(OWNER.get(w + "/entities").is(200).at("/items"));
        OWNER.get(w + "/notes?asOf=yesterday").isProblem(422, "invalid-input").naming("asOf");
        OWNER.get(w + "/notes?asOf=4&sort=title")
                .isProblem(422, "invalid-input")
                .naming("sort");
        OWNER.get(w + "/notes?asOf=4&q=fox").isProblem(422, "invalid-input").naming("q");
        OWNER.get(w + "/members?asOf=4").isProblem(422, "invalid-input").naming("asOf");
    }

    @Test
    void pointsAndFieldsThatMakeNoSense_areRefusedAndNamed() {
        OWNER.get(w + "/subjects/note_1/diff?from=soon")
                .isProblem(422, "invalid-input")
                .naming("from");
        OWNER.get(w + "/subjects/note_1/blame?field=%2F")
                .isProblem(422, "invalid-input")
                .naming("field");
        OWNER.get(w + "/subjects/note_9/timeline").isProblem(404, "not-found");
        OWNER.get(w + "/subjects/note_1/timeline?limit=0")
                .isProblem(422, "invalid-input")
                .naming("limit");
    }

    @Test
    void theAuditLog_isForAdmins_inPagesAndAsLines() {
        Api viewer = OWNER.with(OWNER.newUsersKey());
        String userId = viewer.get("/api/v1/me").at("/userId").stringValue();
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + userId + "\", \"role\": \"editor\"}")
                .is(201);

        Reply refused = viewer.get(w + "/audit.ndjson").isProblem(403, "not-permitted");
        Reply page = OWNER.get(w + "/audit?type=note.*&text=BROWN&order=desc").is(200);
        Reply lines = OWNER.get(w + "/audit.ndjson?subjectId=note_1").is(200);

        assertThat(refused.at("/rule").stringValue()).isEqualTo("role.editor");
        assertThat(page.at("/entries").size()).as(page.body()).isEqualTo(1);
        assertThat(page.at("/entries/0/changes/0/before").stringValue()).isEqualTo("red fox");
        assertThat(page.at("/entries/0/changes/0/after").stringValue()).isEqualTo("brown fox");
        assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(lines.body()
                        .lines()
                        .map(line -> Json.readObject(line).path("version").asLong()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(lines.body()).contains("\"reason\":\"colour\"");
    }
}
