package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why something is as it is: back to the words it began with, and forward to what came of them. */
class WhyTest {

    private static final Api OWNER = Api.owner();

    private String w = "";
    private Api agent = OWNER;

    @BeforeEach
    void makeWorkspaceAndAgent() {
        w = OWNER.newWorkspace();
        String agentId = OWNER.post("/api/v1/agents", "{\"name\": \"Gardener\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + agentId + "\", \"role\": \"editor\"}")
                .is(201);
        agent = OWNER.with(OWNER.newKey("\"userId\": \"" + agentId + "\""));
    }

    @Test
    void aTaskThatAnAgentProposed_isTracedBackToTheWordsThatWereTyped() {
        String typed = typeTheWords();
        Reply proposed = propose("evt_wish", "task_call", typed);
        accept(proposed.at("/proposalId").stringValue());

        Reply why = OWNER.get(w + "/subjects/task_call/why").is(200);

        assertThat(types(why, "/because"))
                .containsExactly(
                        "entities.create.requested",
                        "entities.create.approved",
                        "note.created",
                        "entities.create.requested",
                        "entities.create.proposed",
                        "proposal.created",
                        "proposals.accept.requested",
                        "proposals.accept.approved",
                        "entities.create.approved",
                        "task.created");
        JsonNode wish = link(why, "/because", "evt_wish");
        assertThat(wish.at("/ai/steps/0/confidence").doubleValue()).isEqualTo(0.95);
        assertThat(wish.at("/ai/model").stringValue()).isEqualTo("m-1");
        assertThat(wish.at("/causes/0").stringValue()).isEqualTo(typed);
        assertThat(wish.at("/sentence").stringValue()).isEqualTo("Gardener asked to create \"Call Marie\"");
        JsonNode words = link(why, "/because", typed);
        assertThat(words.at("/data/content").stringValue()).isEqualTo("call marie tomorrow");
        JsonNode decision = why.at("/because").get(6);
        assertThat(decision.at("/userName").stringValue()).isEqualTo("Owner");
        assertThat(decision.at("/data/contentHash").stringValue()).isNotBlank();
        assertThat(why.at("/eventId")).isEqualTo(why.at("/because").get(9).get("eventId"));
        assertThat(why.at("/becauseCut").booleanValue()).isFalse();
    }

    @Test
    void whatCameOfANote_isToldForwards() {
        String typed = typeTheWords();
        Reply one = propose("evt_wish_1", "task_1", typed);
        propose("evt_wish_2", "task_2", typed);
        accept(one.at("/proposalId").stringValue());

        Reply why = OWNER.get(w + "/subjects/note_words/why").is(200);

        assertThat(subjects(why, "task.created")).containsExactly("task_1");
        assertThat(types(why, "/cameOfIt"))
                .filteredOn(type -> type.equals("proposal.created"))
                .hasSize(2);
        assertThat(types(why, "/cameOfIt"))
                .endsWith("proposals.accept.validated")
                .doesNotContain("note.created");
        Reply ofTheEvent = OWNER.get(w + "/events/" + typed + "/why").is(200);
        assertThat(subjects(ofTheEvent, "task.created")).containsExactly("task_1");
    }

    @Test
    void whatAPersonDid_isExplainedByThemselves_andUnrelatedEventsStayOut() {
        typeTheWords();
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_other\", \"content\": \"elsewhere\"}")
                .is(201);

        Reply why = OWNER.get(w + "/subjects/note_other/why").is(200);

        assertThat(types(why, "/because"))
                .containsExactly("entities.create.requested", "entities.create.approved", "note.created");
        assertThat(why.body()).doesNotContain("note_words");
    }

    @Test
    void anEventThatNamesALaterOneAsItsCause_leadsNowhere() {
        OWNER.post(w + "/events", """
                {"events": [
                  {"id": "evt_a", "type": "note.created", "subjectId": "note_a", "causationId": "evt_b"},
                  {"id": "evt_b", "type": "note.created", "subjectId": "note_b", "causationId": "evt_a"},
                  {"id": "evt_c", "type": "note.created", "subjectId": "note_c", "causationId": "evt_c"},
                  {"id": "evt_d", "type": "note.created", "subjectId": "note_d", "causationId": "evt_nowhere"}]}""").is(201);

        assertThat(types(OWNER.get(w + "/events/evt_a/why"), "/because")).hasSize(1);
        assertThat(types(OWNER.get(w + "/events/evt_b/why"), "/because")).hasSize(2);
        assertThat(types(OWNER.get(w + "/events/evt_c/why"), "/because")).hasSize(1);
        assertThat(types(OWNER.get(w + "/events/evt_d/why"), "/because")).hasSize(1);
    }

    @Test
    void whatIsNotThere_isNotFound() {
        OWNER.get(w + "/events/evt_none/why").isProblem(404, "not-found");
        OWNER.get(w + "/subjects/note_none/why").isProblem(404, "not-found");
    }

    /** The event that holds them. */
    private String typeTheWords() {
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_words\", \"content\": \"call marie tomorrow\"}")
                .is(201);
        return OWNER.get(w + "/events?type=note.created&subjectId=note_words")
                .at("/events/0/id")
                .stringValue();
    }

    private Reply propose(String eventId, String taskId, String cause) {
        return agent.post(w + "/tasks?wait=validated", """
                        {"id": "%s", "title": "Call Marie", "eventId": "%s", "causationId": "%s", "metadata": {"ai": {"agent": "gardener",
                          "model": "m-1", "steps": [{"thought": "a call to make", "action": "plan", "confidence": 0.95}]}}}""".formatted(taskId, eventId, cause))
                .is(202);
    }

    private void accept(String proposalId) {
        Reply proposal = OWNER.get(w + "/proposals/" + proposalId).is(200);
        OWNER.post(
                        w + "/proposals/" + proposalId + "/accept?wait=validated",
                        "{\"contentHash\": " + proposal.at("/contentHash") + ", \"version\": "
                                + proposal.at("/baseVersion") + "}")
                .is(200);
    }

    private static List<String> types(Reply why, String list) {
        List<String> types = new ArrayList<>();
        why.is(200).at(list).forEach(link -> types.add(link.get("type").stringValue()));
        return types;
    }

    private static List<String> subjects(Reply why, String type) {
        List<String> subjects = new ArrayList<>();
        why.at("/cameOfIt").forEach(link -> {
            if (link.get("type").stringValue().equals(type)) {
                subjects.add(link.get("subjectId").stringValue());
            }
        });
        return subjects;
    }

    private static JsonNode link(Reply why, String list, String eventId) {
        for (JsonNode link : why.at(list)) {
            if (link.get("eventId").stringValue().equals(eventId)) {
                return link;
            }
        }
        throw new AssertionError(eventId + " is not in " + why.body());
    }
}
