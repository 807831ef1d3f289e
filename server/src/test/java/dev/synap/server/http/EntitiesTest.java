package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Entities are changed by requests, and the answer says what became of them. */
class EntitiesTest {

    private static final Api API = Api.owner();
    private static String w = "";

    @BeforeAll
    static void makeWorkspace() {
        w = API.newWorkspace();
    }

    @Test
    void aNote_isRequestedApprovedMadeAndValidated_andListed() {
        Reply made = API.post(
                        w + "/entities?wait=validated",
                        "{\"type\": \"note\", \"id\": \"note_first\", \"content\": \"My note\"}")
                .is(201);

        assertThat(made.at("/status").stringValue()).isEqualTo("validated");
        assertThat(made.at("/subjectId").stringValue()).isEqualTo("note_first");
        assertThat(made.at("/entity/content").stringValue()).isEqualTo("My note");
        assertThat(made.at("/version").longValue()).isEqualTo(3);
        Reply history = API.get(w + "/subjects/note_first/history").is(200);
        assertThat(history.at("/events").valueStream().map(e -> e.get("type").stringValue()))
                .containsExactly(
                        "entities.create.requested",
                        "entities.create.approved",
                        "note.created",
                        "entities.create.validated");
        assertThat(history.at("/events")
                        .valueStream()
                        .map(e -> e.get("correlationId").stringValue())
                        .distinct())
                .containsExactly(made.at("/requestId").stringValue());
        JsonNode listed = API.get(w + "/notes?q=note").is(200).at("/items/0");
        assertThat(listed.get("id").stringValue()).isEqualTo("note_first");
        assertThat(listed.get("type").stringValue()).isEqualTo("note");
        assertThat(listed.get("version").longValue()).isEqualTo(3);
    }

    @Test
    void withoutWaiting_theAnswerIsThatItIsRequested_andMinPositionShowsIt() {
        Reply requested = API.post(w + "/notes", "{\"title\": \"Soon\", \"reason\": \"idea\"}")
                .is(202);

        assertThat(requested.at("/status").stringValue()).isEqualTo("requested");
        String id = requested.at("/subjectId").stringValue();
        assertThat(id).startsWith("note_");
        Reply again = API.post(
                        w + "/notes?wait=validated",
                        "{\"title\": \"Later\", \"correlationId\": \"c_1\", \"metadata\": {\"a\": 1}}")
                .is(201);
        long position = again.at("/position").longValue();
        Reply list = API.get(w + "/notes?minPosition=" + position).is(200);
        assertThat(list.at("/position").longValue()).isGreaterThanOrEqualTo(position);
        assertThat(list.at("/items").valueStream().map(item -> item.get("id").stringValue()))
                .contains(id, again.at("/subjectId").stringValue());
        assertThat(API.get(w + "/entities/" + id).is(200).at("/title").stringValue())
                .isEqualTo("Soon");
    }

    @Test
    void theSameRequestSentAgain_isDoneOnce_andAnsweredTheSame() {
        String body = "{\"type\": \"note\", \"eventId\": \"evt_same\", \"content\": \"Once\"}";

        Reply first = API.post(w + "/entities?wait=validated", body).is(201);
        Reply second = API.post(w + "/entities?wait=validated", body).is(201);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(API.get(w + "/subjects/" + first.at("/subjectId").stringValue() + "/history")
                        .at("/events")
                        .size())
                .isEqualTo(4);
        API.post(w + "/entities", "{\"type\": \"note\", \"eventId\": \"evt_same\", \"content\": \"Other\"}")
                .isProblem(409, "duplicate-event-id");
    }

    @Test
    void fieldsThatBreakTheirTypesRules_areNamedAtOnce_andNothingIsStored() {
        Reply refused = API.post(
                        w + "/tasks", "{\"id\": \"task_bad\", \"title\": 1, \"dueDate\": \"tomorrow\", \"tags\": 3}")
                .isProblem(422, "invalid-input");

        assertThat(refused.at("/field").stringValue()).isEqualTo("dueDate");
        assertThat(refused.at("/rule").stringValue()).isEqualTo("request.invalid");
        assertThat(refused.at("/errors")
                        .valueStream()
                        .map(error -> error.get("path").stringValue()))
                .containsExactly("dueDate", "tags", "title");
        API.get(w + "/subjects/task_bad").isProblem(404, "not-found");
    }

    @Test
    void changesThatBreakTheirTypesRules_areNamedAtOnce() {
        API.post(w + "/tasks?wait=validated", "{\"id\": \"task_good\", \"title\": \"Good\"}")
                .is(201);

        API.patch(w + "/entities/task_good", "{\"title\": null}")
                .isProblem(422, "invalid-input")
                .naming("title");

        assertThat(types("task_good")).hasSize(4);
    }

    @Test
    void entities_areOfEveryTypeOfContent_unlessOneIsNamed() {
        String own = API.newWorkspace();
        API.post(own + "/notes?wait=validated", "{\"id\": \"note_e\", \"title\": \"A\"}")
                .is(201);
        API.post(own + "/tasks?wait=validated", "{\"id\": \"task_e\", \"title\": \"B\", \"noteId\": \"note_e\"}")
                .is(201);
        API.post(own + "/entities/note_e/comments?wait=validated", "{\"id\": \"comment_e\", \"text\": \"C\"}")
                .is(201);
        API.post(own + "/entities?wait=validated", "{\"id\": \"wine_e\", \"type\": \"wine\"}")
                .is(201);
        API.post(own + "/policies?wait=validated", "{\"pattern\": \"*\", \"effect\": \"deny\"}")
                .is(201);

        Reply all = API.get(own + "/entities?limit=3").is(200);
        Reply rest = API.get(own + "/entities?limit=3&after=" + all.at("/next").stringValue())
                .is(200);

        assertThat(all.at("/items").valueStream().map(item -> item.get("type").stringValue()))
                .containsExactly("note", "task", "comment");
        assertThat(rest.at("/items").valueStream().map(item -> item.get("id").stringValue()))
                .containsExactly("wine_e");
        assertThat(rest.at("/next").isNull()).isTrue();
        assertThat(API.get(own + "/entities?noteId=note_e").at("/items").size()).isEqualTo(1);
        assertThat(API.get(own + "/entities?type=policy").at("/items").size()).isEqualTo(1);
    }

    @Test
    void changes_areMergedAndFactsAreSpecific() {
        API.post(w + "/notes?wait=validated", "{\"id\": \"note_c\", \"title\": \"A\", \"content\": \"B\"}")
                .is(201);

        Reply changed = API.patch(
                        w + "/entities/note_c?wait=validated",
                        "{\"title\": \"A2\", \"content\": null, \"colour\": \"red\", \"expectedVersion\": 3}")
                .is(200);

        assertThat(changed.at("/entity/title").stringValue()).isEqualTo("A2");
        assertThat(changed.at("/entity").has("content")).isFalse();
        assertThat(types("note_c")).contains("note.title_changed", "note.content_updated", "note.updated");
        API.patch(w + "/entities/note_c?wait=validated", "{\"title\": \"A3\", \"expectedVersion\": 3}")
                .isProblem(409, "version-conflict");
        assertThat(API.get(w + "/entities/note_c").at("/title").stringValue()).isEqualTo("A2");
    }

    @Test
    void anEntity_isDeletedRestoredArchivedAndTagged() {
        API.post(w + "/tasks?wait=validated", "{\"id\": \"task_v\", \"title\": \"T\"}")
                .is(201);

        API.post(w + "/tasks/task_v/complete?wait=validated", "").is(200);
        assertThat(status("task_v")).isEqualTo("done");
        API.post(w + "/tasks/task_v/reopen?wait=validated", "{}").is(200);
        assertThat(status("task_v")).isEqualTo("open");
        API.post(w + "/entities/task_v/tags?wait=validated", "{\"tag\": \"urgent\"}")
                .is(200);
        assertThat(ids("/tasks?tag=urgent")).containsExactly("task_v");
        assertThat(API.get(w + "/tags").at("/items/0/tag").stringValue()).isEqualTo("urgent");
        API.delete(w + "/entities/task_v/tags/urgent?wait=validated").is(200);
        assertThat(ids("/tasks?tag=urgent")).isEmpty();
        API.post(w + "/entities/task_v/archive?wait=validated", "{}").is(200);
        assertThat(ids("/tasks")).doesNotContain("task_v");
        assertThat(ids("/tasks?archived=true")).contains("task_v");
        API.post(w + "/entities/task_v/unarchive?wait=validated", "{}").is(200);
        API.delete(w + "/entities/task_v?wait=validated").is(200);
        assertThat(ids("/tasks")).doesNotContain("task_v");
        API.patch(w + "/entities/task_v?wait=validated", "{\"title\": \"x\"}").isProblem(404, "not-found");
        API.post(w + "/entities/task_v/restore?wait=validated", "{\"reason\": \"mistake\"}")
                .is(200);
        assertThat(ids("/tasks")).contains("task_v");
    }

    @Test
    void commentsRelationsAndActionItems_belongToWhatTheyAreAbout() {
        API.post(w + "/notes?wait=validated", "{\"id\": \"note_x\", \"title\": \"X\"}")
                .is(201);
        API.post(w + "/projects?wait=validated", "{\"id\": \"project_x\", \"title\": \"P\"}")
                .is(201);

        API.post(w + "/entities/note_x/comments?wait=validated", "{\"text\": \"Well said\"}")
                .is(201);
        API.post(w + "/comments?wait=validated", "{\"on\": \"note_x\", \"text\": \"Indeed\"}")
                .is(201);
        API.post(w + "/notes/note_x/tasks?wait=validated", "{\"title\": \"Do it\"}")
                .is(201);
        API.post(
                        w + "/relations?wait=validated",
                        "{\"from\": \"note_x\", \"to\": \"project_x\", \"kind\": \"part_of\"}")
                .is(201);

        assertThat(API.get(w + "/comments?on=note_x").at("/items").size()).isEqualTo(2);
        assertThat(API.get(w + "/tasks?noteId=note_x").at("/items/0/title").stringValue())
                .isEqualTo("Do it");
        assertThat(API.get(w + "/relations?from=note_x").at("/items/0/to").stringValue())
                .isEqualTo("project_x");
        API.post(w + "/notes/project_x/tasks", "{\"title\": \"No\"}").isProblem(404, "not-found");
        API.post(w + "/tasks/note_x/complete", "{}").isProblem(404, "not-found");
    }

    @Test
    void aTypeThatNobodyRegistered_worksAsWell_andListsByType() {
        API.post(w + "/entities?wait=validated", "{\"type\": \"recipe\", \"id\": \"r_1\", \"title\": \"Soup\"}")
                .is(201);

        assertThat(ids("/entities?type=recipe")).containsExactly("r_1");
        assertThat(ids("/entities?type=note")).doesNotContain("r_1");
    }

    @Test
    void aRegisteredSchema_isHeldAgainstWhatIsNew_andNamesThePath() {
        API.post(
                        w + "/schemas?wait=validated",
                        "{\"type\": \"wine\", \"schema\": {\"type\": \"object\", \"properties\": {\"year\":"
                                + " {\"type\": \"integer\"}}, \"required\": [\"year\"]}}")
                .is(201);

        Reply refused = API.post(w + "/entities?wait=validated", "{\"type\": \"wine\", \"year\": \"old\"}")
                .isProblem(422, "invalid-input");

        assertThat(refused.at("/rule").stringValue()).isEqualTo("schema.invalid");
        assertThat(refused.at("/errors/0/path").stringValue()).contains("year");
        API.post(w + "/entities?wait=validated", "{\"type\": \"wine\", \"year\": 1999}")
                .is(201);
        assertThat(API.get(w + "/schemas").at("/items/0/type").stringValue()).isEqualTo("wine");
    }

    @Test
    void aPositionThatIsNotReached_isAProblemThatSaysHowFarTheListsAre() {
        Reply reply = API.get(w + "/notes?minPosition=100000").isProblem(503, "not-caught-up");

        assertThat(reply.at("/position").longValue()).isLessThan(100_000);
        assertThat(reply.at("/minPosition").longValue()).isEqualTo(100_000);
    }

    @Test
    void requestsThatComeFasterThanTheyAreDecided_areAllDone_inOrder() {
        API.post(w + "/notes?wait=validated", "{\"id\": \"note_hot\", \"n\": 0}")
                .is(201);
        for (int i = 1; i < 100; i++) {
            API.patch(w + "/entities/note_hot", "{\"n\": " + i + "}").is(202);
        }

        Reply last = API.patch(w + "/entities/note_hot?wait=validated", "{\"n\": 100}")
                .is(200);

        assertThat(last.at("/entity/n").intValue()).isEqualTo(100);
        assertThat(API.get(w + "/subjects/note_hot/history?limit=1000")
                        .at("/events")
                        .valueStream()
                        .filter(event -> event.get("type").stringValue().equals("note.updated"))
                        .map(event -> event.at("/data/n").intValue()))
                .isSorted()
                .hasSize(100);
    }

    @Test
    void whatIsNotThere_isNotChanged_andNothingIsStored() {
        long before = API.position(w);

        API.patch(w + "/entities/note_nowhere", "{\"title\": \"x\"}").isProblem(404, "not-found");
        API.delete(w + "/entities/note_nowhere").isProblem(404, "not-found");
        API.get(w + "/entities/note_nowhere").isProblem(404, "not-found");

        assertThat(API.position(w)).isEqualTo(before);
    }

    private static java.util.List<String> types(String id) {
        return API.get(w + "/subjects/" + id + "/history")
                .at("/events")
                .valueStream()
                .map(event -> event.get("type").stringValue())
                .toList();
    }

    private static java.util.List<String> ids(String list) {
        return API.get(w + list)
                .is(200)
                .at("/items")
                .valueStream()
                .map(item -> item.get("id").stringValue())
                .toList();
    }

    private static String status(String id) {
        return API.get(w + "/entities/" + id).at("/status").stringValue();
    }
}
