package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Appending, finding and reading events, each test in a workspace of its own. */
class EventsTest {

    private final Api api = Api.owner();
    private String w = "";

    @BeforeEach
    void makeWorkspace() {
        w = api.newWorkspace();
    }

    private Reply append(String events) {
        return api.post(w + "/events", "{\"events\": [" + events + "]}");
    }

    private void story() {
        append(
                        "{\"id\": \"evt_1\", \"type\": \"note.created\", \"data\": {\"id\": \"note_123\", \"content\": \"Original\"}}")
                .is(201);
        append("{\"id\": \"evt_2\", \"type\": \"note.content_updated\", \"subjectId\": \"note_123\", \"data\":"
                        + " {\"content\": \"Changed\"}, \"source\": \"web-app\", \"correlationId\": \"c_1\"}")
                .is(201);
        append(
                        "{\"id\": \"evt_3\", \"type\": \"task.created\", \"subjectId\": \"task_1\", \"data\": {\"title\": \"T\"}}")
                .is(201);
    }

    @Test
    void anAppend_answersWithReceipts() {
        Reply reply =
                append("{\"id\": \"evt_1\", \"type\": \"note.created\", \"subjectId\": \"note_1\"}, {\"id\": \"evt_2\","
                        + " \"type\": \"note.deleted\", \"subjectId\": \"note_1\"}");

        assertThat(reply.is(201).body())
                .isEqualTo(
                        "{\"events\":[{\"id\":\"evt_1\",\"subjectId\":\"note_1\",\"position\":1,\"version\":1},"
                                + "{\"id\":\"evt_2\",\"subjectId\":\"note_1\",\"position\":2,\"version\":2}],\"repeated\":false}");
    }

    @Test
    void theSameAppendSentAgain_isStoredOnceAndSaysSo() {
        String event =
                "{\"id\": \"evt_1\", \"type\": \"note.created\", \"subjectId\": \"note_1\", \"data\": {\"a\": 1}}";
        append(event).is(201);

        Reply again = append(event).is(200);

        assertThat(again.body())
                .isEqualTo("{\"events\":[{\"id\":\"evt_1\",\"subjectId\":\"note_1\",\"position\":1,\"version\":1}],"
                        + "\"repeated\":true}");
        assertThat(api.position(w)).isEqualTo(1);
    }

    @Test
    void anIdThatStandsForAnotherEvent_isRefusedAndNamesIt() {
        append("{\"id\": \"evt_1\", \"type\": \"note.created\", \"subjectId\": \"note_1\"}")
                .is(201);

        Reply reply = append("{\"id\": \"evt_1\", \"type\": \"note.deleted\", \"subjectId\": \"note_1\"}")
                .isProblem(409, "duplicate-event-id");

        assertThat(reply.at("/eventId").stringValue()).isEqualTo("evt_1");
        assertThat(reply.at("/position").longValue()).isEqualTo(1);
        assertThat(api.position(w)).isEqualTo(1);
    }

    @Test
    void aStaleVersion_isRefusedAndTellsTheCurrentOne() {
        story();

        Reply reply = api.post(
                        w + "/events",
                        "{\"events\": [{\"type\": \"note.content_updated\", \"subjectId\": \"note_123\"}],"
                                + " \"expectedVersions\": {\"note_123\": 1}}")
                .isProblem(409, "version-conflict");

        assertThat(reply.at("/subjectId").stringValue()).isEqualTo("note_123");
        assertThat(reply.at("/expectedVersion").longValue()).isEqualTo(1);
        assertThat(reply.at("/currentVersion").longValue()).isEqualTo(2);
        assertThat(api.position(w)).isEqualTo(3);
    }

    @Test
    void anEvent_comesBackWithAllThatWasSent_digitForDigit() {
        String data =
                "{\"id\":\"note_1\",\"π\":3.10,\"big\":12345678901234567890123,\"deep\":[[{}]],\"text\":\"𝄞 \\u0007\"}";
        append("{\"id\": \"evt_1\", \"type\": \"note.created\", \"data\": " + data
                        + ", \"metadata\": {\"reason\": \"because\", \"ai\": {\"model\": \"m\"}}}")
                .is(201);

        Reply reply = api.get(w + "/events/evt_1").is(200);

        assertThat(reply.body()).contains("\"data\":{\"id\":\"note_1\",\"π\":3.10,\"big\":12345678901234567890123,");
        assertThat(reply.at("/data/text").stringValue()).isEqualTo("𝄞 \u0007");
        assertThat(reply.at("/metadata/reason").stringValue()).isEqualTo("because");
        assertThat(reply.at("/metadata/ipAddress").stringValue()).isEqualTo("127.0.0.1");
        assertThat(reply.at("/metadata/userAgent").stringValue()).startsWith("Java-http-client/");
        assertThat(reply.at("/userId").stringValue()).isEqualTo("owner");
        assertThat(reply.json().propertyNames())
                .containsExactly(
                        "workspaceId",
                        "position",
                        "id",
                        "type",
                        "subjectId",
                        "subjectType",
                        "version",
                        "data",
                        "metadata",
                        "userId",
                        "source",
                        "timestamp",
                        "recordedAt",
                        "hash");
    }

    @Test
    void anImport_keepsItsOwnUsersAndTimes() {
        append("{\"id\": \"evt_1\", \"type\": \"note.created\", \"userId\": \"linus\", \"timestamp\":"
                        + " \"2005-04-07T15:13:13-07:00\", \"metadata\": {\"import\": {\"from\": \"git\"}}}")
                .is(201);

        Reply reply = api.get(w + "/events/evt_1");

        assertThat(reply.at("/userId").stringValue()).isEqualTo("linus");
        assertThat(reply.at("/timestamp").stringValue()).isEqualTo("2005-04-07T22:13:13.000000Z");
    }

    @Test
    void anEventThatIsNotThere_isNotFound() {
        api.get(w + "/events/evt_9").isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void anEvent_canNotBeChanged(String method) {
        story();
        String before = api.get(w + "/events/evt_1").body();

        Reply reply = api.send(api.request(method, w + "/events/evt_1", "{}")).isProblem(405, "events-are-immutable");

        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(reply.at("/detail").stringValue()).contains("append one that corrects it");
        assertThat(api.get(w + "/events/evt_1").body()).isEqualTo(before);
    }

    @Test
    void eventsAreFound_byEachCondition() {
        story();

        assertThat(found("type=note.created")).containsExactly("evt_1");
        assertThat(found("type=note.*")).containsExactly("evt_1", "evt_2");
        assertThat(found("subjectId=task_1")).containsExactly("evt_3");
        assertThat(found("subjectType=note&order=desc")).containsExactly("evt_2", "evt_1");
        assertThat(found("userId=owner")).hasSize(3);
        assertThat(found("userId=nobody")).isEmpty();
        assertThat(found("source=web-app")).containsExactly("evt_2");
        assertThat(found("correlationId=c_1")).containsExactly("evt_2");
        assertThat(found("from=2001-01-01T00:00:00Z&to=2002-01-01T00:00:00Z")).isEmpty();
        assertThat(found("from=2001-01-01T00:00:00Z&type=task.*")).containsExactly("evt_3");
        assertThat(found("after=2")).containsExactly("evt_3");
    }

    @Test
    void pages_leadThroughTheWholeLogInBothDirections() {
        story();

        assertThat(pages("asc")).containsExactly("evt_1", "evt_2", "evt_3");
        assertThat(pages("desc")).containsExactly("evt_3", "evt_2", "evt_1");
    }

    @Test
    void headAndGet_answerAlike() {
        story();

        Reply head = api.send(api.request("HEAD", w + "/events/evt_1")).is(200);

        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length"))
                .isEqualTo(api.get(w + "/events/evt_1").header("Content-Length"));
    }

    @Test
    void verify_saysThatTheLogIsIntact() {
        story();

        Reply reply = api.get(w + "/verify").is(200);

        assertThat(reply.at("/status").stringValue()).isEqualTo("intact");
        assertThat(reply.at("/events").longValue()).isEqualTo(3);
        assertThat(reply.at("/hash").stringValue())
                .isEqualTo(api.get(w + "/events/evt_3").at("/hash").stringValue());
    }

    @Test
    void aSubject_isReadNowAndAsOfAnyPoint() {
        story();
        String time = api.get(w + "/events/evt_1").at("/timestamp").stringValue();

        assertThat(content("")).isEqualTo("Changed");
        assertThat(content("?version=1")).isEqualTo("Original");
        assertThat(content("?position=1")).isEqualTo("Original");
        assertThat(content("?asOf=" + time)).isEqualTo("Original");
        Reply state = api.get(w + "/subjects/note_123").is(200);
        assertThat(state.at("/version").longValue()).isEqualTo(2);
        assertThat(state.at("/position").longValue()).isEqualTo(2);
        assertThat(state.at("/subjectType").stringValue()).isEqualTo("note");
        assertThat(state.at("/deleted").booleanValue()).isFalse();
        api.get(w + "/subjects/note_123?position=0").isProblem(404, "not-found");
        api.get(w + "/subjects/note_9").isProblem(404, "not-found");
    }

    @Test
    void aSubjectsHistory_isCutAndPaged() {
        story();
        String first = api.get(w + "/events/evt_1").at("/timestamp").stringValue();
        String h = w + "/subjects/note_123/history";

        assertThat(ids(api.get(h))).containsExactly("evt_1", "evt_2");
        assertThat(ids(api.get(h + "?order=desc"))).containsExactly("evt_2", "evt_1");
        assertThat(ids(api.get(h + "?before=" + first))).containsExactly("evt_1");
        assertThat(ids(api.get(h + "?asOf=" + first))).containsExactly("evt_1");
        assertThat(ids(api.get(h + "?after=" + first))).containsExactly("evt_2");
        assertThat(ids(api.get(h + "?version=1"))).containsExactly("evt_1");
        assertThat(ids(api.get(h + "?position=2"))).containsExactly("evt_1", "evt_2");
        Reply page = api.get(h + "?limit=1");
        assertThat(ids(page)).containsExactly("evt_1");
        assertThat(ids(api.get(h + "?limit=1&cursor=" + page.at("/next").longValue())))
                .containsExactly("evt_2");
        assertThat(ids(api.get(w + "/subjects/note_9/history"))).isEmpty();
    }

    private String content(String query) {
        return api.get(w + "/subjects/note_123" + query)
                .is(200)
                .at("/state/content")
                .stringValue();
    }

    private List<String> found(String query) {
        return ids(api.get(w + "/events?" + query));
    }

    private List<String> pages(String order) {
        List<String> all = new ArrayList<>();
        String next = "";
        for (int i = 0; i < 10; i++) {
            Reply page = api.get(w + "/events?limit=1&order=" + order + next);
            all.addAll(ids(page));
            if (page.at("/next").isNull()) {
                return all;
            }
            next = "&after=" + page.at("/next").longValue();
        }
        throw new AssertionError("pages without end");
    }

    private static List<String> ids(Reply reply) {
        List<String> ids = new ArrayList<>();
        for (JsonNode event : reply.is(200).at("/events")) {
            ids.add(event.get("id").stringValue());
        }
        return ids;
    }
}
