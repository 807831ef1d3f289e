package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The built-in agent: what it is let into, what it suggests, and what becomes of that. */
class AssistantTest {

    private static final Api OWNER = Api.owner();
    private static final String ASSISTANT = "synap-assistant";

    private String w = "";

    @BeforeEach
    void makeWorkspace() {
        w = OWNER.newWorkspace();
    }

    @Test
    void wordsThatSomebodyTypes_becomeATaskOnceAPersonAgrees_underOneCorrelation() {
        letIn();
        String zone = "Pacific/Auckland";

        Reply captured = capture("call marie tomorrow", zone);

        JsonNode proposal = theProposal();
        assertThat(proposal.at("/proposedBy").stringValue()).isEqualTo(ASSISTANT);
        assertThat(proposal.at("/content/title").stringValue()).isEqualToIgnoringCase("call marie");
        assertThat(proposal.at("/content/dueDate").stringValue())
                .isEqualTo(LocalDate.now(ZoneId.of(zone)).plusDays(1).toString());
        assertThat(proposal.at("/ai/reasoning/steps").size()).isGreaterThanOrEqualTo(2);
        assertThat(proposal.at("/ai/reasoning/steps/0/confidence").doubleValue())
                .isBetween(0.0, 1.0);
        assertThat(OWNER.get(w + "/tasks").at("/items").size()).isZero();

        accept(proposal);

        assertThat(OWNER.get(w + "/tasks").at("/items/0/title").stringValue()).isEqualToIgnoringCase("call marie");
        String task = OWNER.get(w + "/tasks").at("/items/0/id").stringValue();
        Reply why = OWNER.get(w + "/subjects/" + task + "/why").is(200);
        assertThat(types(why.at("/because")))
                .containsSubsequence(
                        "capture.created",
                        "agent.invoked",
                        "suggestion.created",
                        "entities.create.requested",
                        "entities.create.proposed",
                        "proposal.created",
                        "proposals.accept.requested",
                        "entities.create.approved",
                        "task.created");
        String correlation = captured.at("/requestId").stringValue();
        assertThat(types(OWNER.get(w + "/events?correlationId=" + correlation).at("/events")))
                .contains("capture.created", "agent.invoked", "suggestion.created", "task.created");
        await().untilAsserted(() -> assertThat(
                        types(OWNER.get(w + "/events?type=suggestion.*").at("/events")))
                .containsExactly("suggestion.created", "suggestion.accepted"));
    }

    @Test
    void whereItWasNotLetIn_itReadsNothing() {
        capture("call marie tomorrow", "UTC");
        String other = w;
        makeWorkspace();
        letIn();
        capture("call bob tomorrow", "UTC");
        theProposal();

        assertThat(OWNER.get(other + "/events?type=agent.invoked").at("/events").size())
                .isZero();
        assertThat(OWNER.get(other + "/proposals").at("/items").size()).isZero();
    }

    @Test
    void theSameWordsInANote_areSuggestedOnce_andWhatIsStillBeingTypedIsNot() {
        letIn();
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"content\": \"- [ ] Buy milk\\n\"}")
                .is(201);
        theProposal();

        edit("- [ ] Buy milk\\nIt rains.\\n- [ ] Call Ma");
        edit("- [ ] Buy milk\\nIt rains.\\n- [ ] Call Marie\\n");

        await().untilAsserted(() -> assertThat(titles()).containsExactly("Buy milk", "Call Marie"));
        assertThat(OWNER.get(w + "/proposals").at("/items/1/content/noteId").stringValue())
                .isEqualTo("note_1");
    }

    @Test
    void whatAnAgentWrites_orIsNoTask_leadsToNothing() {
        letIn();
        Api agent = agent();
        OWNER.post(
                        w + "/policies?wait=validated",
                        "{\"pattern\": \"entities.create.note\", \"effect\": \"auto_approve\"}")
                .is(201);
        agent.post(w + "/notes?wait=validated", "{\"content\": \"TODO: call the agent's mother\\n\"}")
                .is(201);
        capture("It rained yesterday.", "UTC");
        capture("", "UTC");

        capture("call marie tomorrow", "UTC");

        assertThat(theProposal().at("/content/title").stringValue()).isEqualToIgnoringCase("call marie");
        assertThat(OWNER.get(w + "/events?type=agent.invoked").at("/events").size())
                .isEqualTo(1);
    }

    @Test
    void aPolicy_letsItActAtOnce_orNotAtAll() {
        letIn();
        OWNER.post(
                        w + "/policies?wait=validated",
                        "{\"agentId\": \"" + ASSISTANT
                                + "\", \"pattern\": \"entities.create.task\", \"effect\": \"auto_approve\"}")
                .is(201);

        capture("call marie tomorrow", "UTC");

        await().untilAsserted(() ->
                assertThat(OWNER.get(w + "/tasks").at("/items").size()).isEqualTo(1));
        assertThat(OWNER.get(w + "/proposals").at("/items").size()).isZero();
    }

    @Test
    void nobodyElseMayBeTheAssistant() {
        Api stranger = OWNER.with(OWNER.newUsersKey());

        stranger.post("/api/v1/keys", "{\"name\": \"k\", \"userId\": \"" + ASSISTANT + "\"}")
                .isProblem(403, "forbidden");
    }

    private void letIn() {
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + ASSISTANT + "\", \"role\": \"editor\"}")
                .is(201);
    }

    private Api agent() {
        String id = OWNER.post("/api/v1/agents", "{\"name\": \"Other\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + id + "\", \"role\": \"editor\"}")
                .is(201);
        return OWNER.with(OWNER.newKey("\"userId\": \"" + id + "\""));
    }

    private Reply capture(String words, String zone) {
        return OWNER.post(
                        w + "/entities?wait=validated",
                        "{\"type\": \"capture\", \"content\": " + Api.json(words) + ", \"metadata\": {\"timeZone\": "
                                + Api.json(zone) + "}}")
                .is(201);
    }

    private void edit(String content) {
        OWNER.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"" + content + "\"}")
                .is(200);
    }

    private JsonNode theProposal() {
        await().untilAsserted(() ->
                assertThat(OWNER.get(w + "/proposals").at("/items").size()).isEqualTo(1));
        return OWNER.get(w + "/proposals").at("/items/0");
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        OWNER.get(w + "/proposals")
                .at("/items")
                .forEach(each -> titles.add(each.at("/content/title").stringValue()));
        return titles;
    }

    private void accept(JsonNode proposal) {
        OWNER.post(
                        w + "/proposals/" + proposal.get("id").stringValue() + "/accept?wait=validated",
                        "{\"contentHash\": " + proposal.get("contentHash") + ", \"version\": "
                                + proposal.get("baseVersion") + "}")
                .is(200);
    }

    private static List<String> types(JsonNode events) {
        List<String> types = new ArrayList<>();
        events.forEach(event -> types.add(event.get("type").stringValue()));
        return types;
    }
}
