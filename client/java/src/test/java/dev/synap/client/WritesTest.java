package dev.synap.client;

import static dev.synap.client.ScriptedServer.hangUp;
import static dev.synap.client.ScriptedServer.json;
import static dev.synap.client.ScriptedServer.problem;
import static dev.synap.client.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.client.WriteResult.Proposed;
import dev.synap.client.WriteResult.Rejected;
import dev.synap.client.WriteResult.Validated;
import dev.synap.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class WritesTest {

    private static final String W = "/api/v1/workspaces/default";
    private static final String REQUESTED = reply("requested", "");
    private static final String VALIDATED = reply(
            "validated",
            ",\"version\":3,\"entity\":{\"id\":\"note_1\",\"title\":\"Plan\",\"content\":\"My note\",\"tags\":[\"a\"],"
                    + "\"mood\":\"calm\",\"createdAt\":\"2024-12-01T10:00:00.000000Z\",\"createdBy\":\"alice\"}");

    private final ScriptedServer server = new ScriptedServer();
    private final Synap synap = server.client().build();

    @AfterEach
    void close() {
        synap.close();
        server.close();
    }

    @Test
    void createWhoseAnswerIsLost_isSentAgainAsTheSameRequestForTheSameEntity() {
        server.then(hangUp()).then(status(503, "")).then(status(202, REQUESTED));

        WriteResult<Entity> result = synap.entities().create("note", note -> note.put("content", "My note"));

        assertThat(result)
                .isInstanceOf(Requested.class)
                .hasToString("Requested[requestId=evt_1, subjectId=note_1, position=7]");
        assertThat(server.requests).hasSize(3).containsOnly(server.requests.getFirst());
        ObjectNode sent = body(0);
        assertThat(sent.get("eventId").stringValue()).startsWith("evt_");
        assertThat(sent.get("id").stringValue()).startsWith("note_");
        assertThat(sent.get("type").stringValue()).isEqualTo("note");
        assertThat(sent.get("content").stringValue()).isEqualTo("My note");
        assertThat(server.requests.getFirst().method()).isEqualTo("POST");
        assertThat(server.requests.getFirst().target()).isEqualTo(W + "/entities");
    }

    @Test
    void waiting_asksOnce_andGivesTheEntity() {
        server.then(status(201, VALIDATED));

        Note note = synap.notes()
                .waiting()
                .create(n -> n.put("title", "Plan"))
                .orThrow()
                .entity();

        assertThat(note.id()).isEqualTo("note_1");
        assertThat(note.title()).isEqualTo("Plan");
        assertThat(note.content()).isEqualTo("My note");
        assertThat(note.version()).isEqualTo(3);
        assertThat(note.tags()).containsExactly("a");
        assertThat(note.entity().type()).isEqualTo("note");
        assertThat(note.entity().text("mood")).isEqualTo("calm");
        assertThat(note.created()).contains(new Stamp(Instant.parse("2024-12-01T10:00:00Z"), "alice"));
        assertThat(note.updated()).isEmpty();
        assertThat(note.deleted()).isEmpty();
        assertThat(targets()).containsExactly(W + "/entities?wait=validated");
    }

    @Test
    void createdEntity_hasTheTypeItWasCreatedWith_whereTheAnswerLeavesItOut() {
        server.always(status(201, VALIDATED));
        assertThat(synap.entities()
                        .waiting()
                        .create("memo", _ -> {})
                        .orThrow()
                        .entity()
                        .type())
                .isEqualTo("memo");
    }

    @Test
    void andWait_asksForTheSameRequestAgain_untilItIsDecidedOrPatienceEnds() {
        server.then(status(202, REQUESTED)).then(status(202, REQUESTED)).then(status(201, VALIDATED));

        WriteResult<Note> requested = synap.notes().create(n -> n.put("content", "My note"));
        WriteResult<Note> result = requested.andWait(Duration.ofMinutes(1));

        assertThat(result).isInstanceOfSatisfying(Validated.class, validated -> {
            assertThat(validated.position()).isEqualTo(7);
            assertThat(validated.version()).isEqualTo(3);
        });
        assertThat(result.andWait()).isSameAs(result);
        assertThat(targets())
                .containsExactly(W + "/entities", W + "/entities?wait=validated", W + "/entities?wait=validated");
        assertThat(server.requests.stream().map(ScriptedServer.Request::body).distinct())
                .hasSize(1);
        server.always(status(202, REQUESTED));
        assertThat(requested.andWait(Duration.ZERO)).isInstanceOf(Requested.class);
        assertThatThrownBy(requested::orThrow)
                .isInstanceOfSatisfying(
                        NotValidatedException.class, e -> assertThat(e.code()).isEqualTo("requested"))
                .hasMessage("[note_1] is not decided yet");
    }

    @Test
    void rejection_carriesRuleReasonAndFieldErrors() {
        server.always(problem(
                422,
                "invalid-input",
                ",\"rule\":\"schema.invalid\",\"requestId\":\"evt_1\",\"subjectId\":\"bug_1\","
                        + "\"errors\":[{\"path\":\"severity\",\"message\":\"must be a number\"}]"));

        WriteResult<Entity> result = synap.entities().waiting().create("bug", bug -> bug.put("severity", "high"));

        assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.requestId()).isEqualTo("evt_1");
            assertThat(rejected.subjectId()).isEqualTo("bug_1");
            assertThat(rejected.rule()).isEqualTo("schema.invalid");
            assertThat(rejected.reason()).isEqualTo("Detail.");
            assertThat(rejected.errors()).isEqualTo(List.of(new FieldError("severity", "must be a number")));
            assertThat(rejected.problem().code()).isEqualTo("invalid-input");
        });
        assertThatThrownBy(result::orThrow)
                .isInstanceOfSatisfying(NotValidatedException.class, e -> {
                    assertThat(e.code()).isEqualTo("rejected");
                    assertThat(e.result()).isEqualTo(result);
                })
                .hasMessage("[bug_1] rejected by schema.invalid: Detail.");
    }

    @Test
    void refusalThatNobodyDecided_isAFault() {
        server.always(problem(422, "invalid-input", ",\"field\":\"eventId\""));
        assertThatThrownBy(() -> synap.notes().with(w -> w.eventId("evt_1")).delete("note_1"))
                .isInstanceOfSatisfying(
                        SynapClientException.class, e -> assertThat(e.code()).isEqualTo("invalid-input"));
        server.always(json(reply("done", "")));
        assertThatThrownBy(() -> synap.notes().delete("note_1"))
                .isInstanceOfSatisfying(
                        SynapClientException.class,
                        e -> assertThat(e.code()).isEqualTo(SynapClientException.BAD_ANSWER));
    }

    @Test
    void proposal_isNamed() {
        server.always(status(202, reply("proposed", ",\"proposalId\":\"proposal_1\",\"rule\":\"agent.default\"")));

        WriteResult<Task> result = synap.tasks().waiting().create(t -> t.put("title", "Call Marie"));

        assertThat(result).isEqualTo(new Proposed<Task>("evt_1", "note_1", 7, "proposal_1", "agent.default"));
        assertThatThrownBy(result::orThrow).hasMessage("[note_1] waits for a person as proposal_1");
    }

    @Test
    void options_goBesideTheFields() {
        server.always(status(202, REQUESTED));

        synap.notes()
                .with(w -> w.eventId("evt_9")
                        .reason("typo")
                        .expectedVersion(3)
                        .source("mobile")
                        .correlation("evt_1")
                        .causation("evt_2")
                        .metadata(m -> m.put("device", "phone")))
                .update("note 1/2", n -> n.put("title", "Plan").putNull("content"));

        assertThat(server.requests.getFirst())
                .isEqualTo(new ScriptedServer.Request(
                        "PATCH",
                        W + "/entities/note%201%2F2",
                        "{\"title\":\"Plan\",\"content\":null,\"eventId\":\"evt_9\",\"reason\":\"typo\",\"source\":\"mobile\","
                                + "\"correlationId\":\"evt_1\",\"causationId\":\"evt_2\",\"expectedVersion\":3,"
                                + "\"metadata\":{\"device\":\"phone\"}}"));
    }

    @Test
    void everyVerb_hasItsPath() {
        server.always(status(202, REQUESTED));
        Notes notes = synap.notes();

        notes.delete("note_1");
        notes.restore("note_1");
        notes.archive("note_1");
        notes.unarchive("note_1");
        notes.tag("note_1", "to do");
        notes.untag("note_1", "to do");
        notes.comment("note_1", "Great");
        notes.addTask("note_1", "Call Marie");
        synap.tasks().complete("task_1");
        synap.tasks().reopen("task_1");
        synap.relations().create("task_1", "blocks", "task_2");
        synap.comments().update("comment_1", "Greater");

        assertThat(server.requests.stream()
                        .map(request ->
                                request.method() + " " + request.target().substring(W.length())))
                .containsExactly(
                        "DELETE /entities/note_1",
                        "POST /entities/note_1/restore",
                        "POST /entities/note_1/archive",
                        "POST /entities/note_1/unarchive",
                        "POST /entities/note_1/tags",
                        "DELETE /entities/note_1/tags/to%20do",
                        "POST /entities/note_1/comments",
                        "POST /notes/note_1/tasks",
                        "POST /tasks/task_1/complete",
                        "POST /tasks/task_1/reopen",
                        "POST /entities",
                        "PATCH /entities/comment_1");
        assertThat(body(4).get("tag").stringValue()).isEqualTo("to do");
        assertThat(body(6).get("text").stringValue()).isEqualTo("Great");
        assertThat(body(6).get("id").stringValue()).startsWith("comment_");
        assertThat(body(7).get("title").stringValue()).isEqualTo("Call Marie");
        assertThat(body(10).get("from").stringValue()).isEqualTo("task_1");
        assertThat(body(10).get("to").stringValue()).isEqualTo("task_2");
        assertThat(body(10).get("kind").stringValue()).isEqualTo("blocks");
        assertThat(body(11).get("text").stringValue()).isEqualTo("Greater");
    }

    @Test
    void list_fetchesPagesOnlyAsTheyAreAskedFor_andKeepsItsFilters() {
        server.then(page("\"c1\"", "note_1", "note_2")).then(page("null", "note_3"));
        Listing<Note> found = synap.notes()
                .list(q -> q.search("a b")
                        .tag("x")
                        .sortedBy(Sort.UPDATED_AT)
                        .descending()
                        .updatedAfter(Instant.EPOCH))
                .pageSize(2);
        assertThat(server.requests).isEmpty();

        assertThat(found.stream().map(Note::id)).containsExactly("note_1", "note_2", "note_3");

        String filter =
                W + "/notes?q=a%20b&tag=x&sort=updated_at&order=desc&updatedAfter=1970-01-01T00%3A00%3A00.000000Z";
        assertThat(targets()).containsExactly(filter + "&limit=2", filter + "&after=c1&limit=2");
    }

    @Test
    void listing_canBeCut_andReadPageByPage() {
        server.then(page("\"c1\"", "note_1", "note_2"))
                .then(page("\"c2\"", "note_3"))
                .then(page("null"));

        assertThat(synap.notes().list().pageSize(2).limit(3).toList()).hasSize(3);
        assertThat(synap.notes().list().after("c2").page()).isEqualTo(new ListPage<Note>(List.of(), null, 9));

        assertThat(targets())
                .containsExactly(W + "/notes?limit=2", W + "/notes?after=c1&limit=1", W + "/notes?after=c2&limit=100");
    }

    @Test
    void lists_showWhatTheClientWrote_andMoreWhereAsked() {
        server.then(status(201, VALIDATED)).always(page("null"));
        synap.notes().waiting().create(n -> n.put("title", "Plan")).orThrow();

        synap.tasks().list().page();
        synap.tasks().list(q -> q.minPosition(5)).page();
        synap.tasks().list(q -> q.minPosition(8)).page();
        synap.inWorkspace("other").tasks().list().page();

        assertThat(targets().subList(1, 5))
                .containsExactly(
                        W + "/tasks?minPosition=7&limit=100",
                        W + "/tasks?minPosition=7&limit=100",
                        W + "/tasks?minPosition=8&limit=100",
                        "/api/v1/workspaces/other/tasks?limit=100");
    }

    @Test
    void entityThatIsNotThere_isEmpty() {
        server.then(problem(404, "not-found", "")).then(json("{}")).then(problem(404, "not-found", ""));
        assertThat(synap.notes().get("note_9")).isEmpty();
        assertThat(synap.entities().get("note_9")).isEmpty();
        assertThat(targets()).containsExactly(W + "/entities/note_9", W, W + "/entities/note_9");
    }

    private List<String> targets() {
        return server.requests.stream().map(ScriptedServer.Request::target).toList();
    }

    private ObjectNode body(int request) {
        return Json.readObject(server.requests.get(request).body());
    }

    private static String reply(String status, String more) {
        return "{\"requestId\":\"evt_1\",\"subjectId\":\"note_1\",\"position\":7,\"status\":\"%s\"%s}"
                .formatted(status, more);
    }

    private static ScriptedServer.Step page(String next, String... ids) {
        List<String> rows = Arrays.stream(ids)
                .map(id -> "{\"id\":\"" + id + "\",\"version\":1}")
                .toList();
        return json("{\"items\":[" + String.join(",", rows) + "],\"next\":" + next + ",\"position\":9}");
    }
}
