package dev.synap.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import dev.synap.server.http.Api;
import dev.synap.server.http.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What agents see and do, by the protocol's own client for TypeScript. */
class McpToolsTest {

    private static final Api OWNER = Api.owner();

    private static String agentId = "";
    private static AgentClient agent;
    private static AgentClient person;

    private String w = "";
    private String workspace = "";

    @BeforeAll
    static void connect() throws Exception {
        AgentClient.install();
        agentId = OWNER.post("/api/v1/agents", "{\"name\": \"Gardener\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        agent = new AgentClient(OWNER.newKey("\"userId\": \"" + agentId + "\""));
        person = new AgentClient(OWNER.newKey("\"scopes\": [\"read\", \"write\"]"));
    }

    @AfterAll
    static void disconnect() {
        if (agent != null) {
            agent.close();
            person.close();
        }
    }

    @BeforeEach
    void makeWorkspace() {
        w = OWNER.newWorkspace();
        workspace = w.substring(w.lastIndexOf('/') + 1);
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + agentId + "\", \"role\": \"editor\"}")
                .is(201);
    }

    @Test
    void theServer_saysWhatItIs() {
        assertThat(agent.welcome().at("/server/name").stringValue()).isEqualTo("synap");
        assertThat(agent.welcome().path("capabilities").propertyNames())
                .containsExactlyInAnyOrder("tools", "resources");
        assertThat(agent.welcome().path("instructions").stringValue()).contains("request_status");
    }

    @Test
    void everyTool_isDescribed_withASchemaAndWhatItCanDo() {
        JsonNode tools = agent.request("listTools", "{}").get("tools");

        assertThat(tools.findValuesAsString("name"))
                .contains(
                        "list_workspaces",
                        "search",
                        "list",
                        "get",
                        "history",
                        "as_of",
                        "diff",
                        "create",
                        "update",
                        "complete",
                        "relate",
                        "comment",
                        "propose_undo",
                        "request_status",
                        "why");
        List<String> readers = List.of(
                "list_workspaces", "search", "list", "get", "history", "as_of", "diff", "request_status", "why");
        for (JsonNode tool : tools) {
            String name = tool.path("name").stringValue();
            assertThat(tool.path("description").stringValue()).as(name).hasSizeGreaterThan(15);
            assertThat(tool.at("/inputSchema/type").stringValue()).as(name).isEqualTo("object");
            assertThat(tool.at("/inputSchema/additionalProperties").booleanValue())
                    .as(name)
                    .isFalse();
            tool.at("/inputSchema/properties")
                    .forEach(property -> assertThat(property.path("description").stringValue())
                            .as(name)
                            .isNotBlank());
            assertThat(tool.at("/annotations/readOnlyHint").booleanValue())
                    .as(name)
                    .isEqualTo(readers.contains(name));
            assertThat(tool.at("/annotations/destructiveHint").booleanValue())
                    .as(name)
                    .isEqualTo(List.of("update", "complete", "propose_undo").contains(name));
            assertThat(tool.at("/annotations/idempotentHint").booleanValue())
                    .as(name)
                    .isEqualTo(readers.contains(name)
                            || List.of("update", "complete").contains(name));
        }
    }

    @Test
    void aPerson_makesChangesAndReadsThings_asOverHttp() {
        ObjectNode note = person.ask("create", in("""
                "type": "note", "id": "note_1", "fields": {"title": "Roses", "content": "Cut in March"},
                "reason": "spring" """));
        assertThat(note.path("status").stringValue()).isEqualTo("validated");
        assertThat(note.at("/entity/createdBy").stringValue()).isEqualTo("owner");
        long made = note.path("version").longValue();

        ObjectNode changed = person.ask(
                "update",
                in("\"id\": \"note_1\", \"fields\": {\"content\": \"Cut in April\"}, \"expectedVersion\": " + made));
        assertThat(changed.at("/entity/content").stringValue()).isEqualTo("Cut in April");

        assertThat(person.ask("search", in("\"query\": \"april\""))
                        .at("/items/0/id")
                        .stringValue())
                .isEqualTo("note_1");
        assertThat(person.ask("search", in("\"query\": \"winter\"")).path("items"))
                .isEmpty();
        assertThat(person.ask("list", in("\"type\": \"note\""))
                        .at("/items/0/title")
                        .stringValue())
                .isEqualTo("Roses");
        assertThat(person.ask("get", in("\"id\": \"note_1\"")).path("content").stringValue())
                .isEqualTo("Cut in April");
        assertThat(person.ask("as_of", in("\"id\": \"note_1\", \"at\": \"" + made + "\""))
                        .at("/state/content")
                        .stringValue())
                .isEqualTo("Cut in March");
        ObjectNode diff = person.ask("diff", in("\"id\": \"note_1\", \"from\": \"" + made + "\""));
        assertThat(diff.at("/fields/0/path").stringValue()).isEqualTo("/content");
        assertThat(diff.at("/fields/0/after").stringValue()).isEqualTo("Cut in April");
        ObjectNode history = person.ask("history", in("\"id\": \"note_1\""));
        assertThat(history.path("entries").findValuesAsString("reason")).contains("spring");
        assertThat(history.at("/entries/0/source").stringValue()).isEqualTo("mcp");
    }

    @Test
    void aPerson_completesRelatesAndComments() {
        person.ask("create", in("\"type\": \"note\", \"id\": \"note_1\", \"fields\": {\"title\": \"Roses\"}"));
        person.ask("create", in("\"type\": \"task\", \"id\": \"task_1\", \"fields\": {\"title\": \"Cut them\"}"));

        assertThat(person.ask("complete", in("\"id\": \"task_1\""))
                        .at("/entity/status")
                        .stringValue())
                .isEqualTo(OWNER.get(w + "/entities/task_1").at("/status").stringValue());
        person.ask("relate", in("\"from\": \"note_1\", \"to\": \"task_1\", \"kind\": \"needs\""));
        assertThat(OWNER.get(w + "/relations").at("/items/0/kind").stringValue())
                .isEqualTo("needs");
        person.ask("comment", in("\"on\": \"note_1\", \"text\": \"Mind the thorns\""));
        assertThat(OWNER.get(w + "/comments?on=note_1").at("/items/0/text").stringValue())
                .isEqualTo("Mind the thorns");
        assertThat(person.refusal("complete", in("\"id\": \"note_1\""))).contains("there is no task note_1");
    }

    @Test
    void anAgentsWrite_waitsForAPerson_andItsStatusTellsHowItWent() {
        ObjectNode proposed = agent.ask("create", in("""
                "type": "note", "id": "note_p", "fields": {"title": "Tulips"}, "reason": "they were asked for",
                "reasoning": {"steps": [{"thought": "it is autumn", "action": "plan", "confidence": 0.9}]}"""));
        assertThat(proposed.path("status").stringValue()).isEqualTo("proposed");
        String proposalId = proposed.path("proposalId").stringValue();
        String status = in("\"requestId\": \"" + proposed.path("requestId").stringValue() + "\"");
        assertThat(agent.ask("request_status", status).path("status").stringValue())
                .isEqualTo("proposed");
        Reply proposal = OWNER.get(w + "/proposals/" + proposalId).is(200);
        assertThat(proposal.at("/reason").stringValue()).isEqualTo("they were asked for");
        assertThat(proposal.at("/ai/agent").stringValue()).isEqualTo("Gardener");
        assertThat(proposal.at("/ai/reasoning/steps/0/thought").stringValue()).isEqualTo("it is autumn");

        decide(proposal, "accept", "");

        ObjectNode done = agent.ask("request_status", status);
        assertThat(done.path("status").stringValue()).isEqualTo("validated");
        assertThat(done.at("/proposal/status").stringValue()).isEqualTo("accepted");
        assertThat(done.at("/proposal/decidedBy").stringValue()).isEqualTo("owner");
        assertThat(agent.ask("request_status", in("\"proposalId\": \"" + proposalId + "\"")))
                .isEqualTo(done);
        assertThat(agent.ask("get", in("\"id\": \"note_p\"")).path("createdBy").stringValue())
                .isEqualTo(agentId);
    }

    @Test
    void why_goesBackToTheWordsThatWereTyped_andForwardsToWhatCameOfThem() {
        person.ask(
                "create",
                in("\"type\": \"note\", \"id\": \"note_words\", \"fields\": {\"content\": \"call marie tomorrow\"}"));
        String typed = OWNER.get(w + "/events?type=note.created&subjectId=note_words")
                .at("/events/0/id")
                .stringValue();
        Api overHttp = OWNER.with(OWNER.newKey("\"userId\": \"" + agentId + "\""));
        String proposalId = overHttp.post(w + "/tasks?wait=validated", """
                        {"id": "task_call", "title": "Call Marie", "eventId": "evt_wish_%1$s", "causationId": "%2$s", "metadata": {"ai": {
                          "agent": "gardener", "model": "m-1", "steps": [{"thought": "a call", "action": "plan", "confidence": 0.95}]}}}""".formatted(workspace, typed))
                .is(202)
                .at("/proposalId")
                .stringValue();
        decide(OWNER.get(w + "/proposals/" + proposalId), "accept", ", \"reason\": \"good idea\"");

        ObjectNode answer = agent.tool("why", in("\"id\": \"task_call\""));

        assertThat(answer.at("/content/0/text").stringValue())
                .isEqualTo(
                        "Gardener created \"Call Marie\"; it goes back over 9 steps to: Owner asked to create note note_words");
        JsonNode because = answer.at("/structuredContent/because");
        assertThat(because).isEqualTo(OWNER.get(w + "/subjects/task_call/why").at("/because"));
        assertThat(types(because))
                .containsSubsequence(
                        "note.created",
                        "entities.create.requested",
                        "proposal.created",
                        "proposals.accept.requested",
                        "entities.create.approved",
                        "task.created");
        assertThat(because.get(2).at("/data/content").stringValue()).isEqualTo("call marie tomorrow");
        assertThat(because.get(3).at("/ai/model").stringValue()).isEqualTo("m-1");
        assertThat(because.get(3).at("/ai/steps/0/confidence").doubleValue()).isEqualTo(0.95);
        JsonNode decision = because.get(6);
        assertThat(decision.get("userName").stringValue()).isEqualTo("Owner");
        assertThat(decision.get("reason").stringValue()).isEqualTo("good idea");
        assertThat(decision.at("/data/contentHash").stringValue()).isNotBlank();
        assertThat(decision.get("timestamp").stringValue()).isNotBlank();
        // Of a change, the same; and of the words, what came of them.
        assertThat(agent.ask("why", in("\"changeId\": \"evt_wish_" + workspace + "\""))
                        .get("because"))
                .isEqualTo(because);
        assertThat(types(agent.ask("why", in("\"id\": \"note_words\"")).get("cameOfIt")))
                .contains("task.created");
    }

    @Test
    void anAgentSuggests_aPersonDecides_andTheAgentAsksHowItWent_andWhy() {
        person.ask(
                "create",
                in("\"type\": \"note\", \"id\": \"note_words\", \"fields\": {\"content\": \"call marie tomorrow\"}"));
        String words = agent.ask("history", in("\"id\": \"note_words\""))
                .at("/entries/0/changeId")
                .stringValue();

        ObjectNode accepted = suggest("Call Marie", words);
        ObjectNode modified = suggest("Buy milk", words);
        ObjectNode rejected = suggest("Call Bob", words);
        assertThat(OWNER.get(w + "/tasks").at("/items")).isEmpty();
        decide(proposal(accepted), "accept", "");
        decide(proposal(modified), "modify", ", \"content\": {\"title\": \"Buy oat milk\"}");
        decide(proposal(rejected), "reject", ", \"reason\": \"he is away\"");

        assertThat(howItWent(accepted)).isEqualTo("accepted");
        assertThat(howItWent(modified)).isEqualTo("modified");
        assertThat(howItWent(rejected)).isEqualTo("rejected");
        assertThat(agent.ask("list", in("\"type\": \"task\"")).path("items").findValuesAsString("title"))
                .containsExactlyInAnyOrder("Call Marie", "Buy oat milk");
        JsonNode because = agent.ask(
                        "why", in("\"id\": \"" + accepted.path("subjectId").stringValue() + "\""))
                .get("because");
        assertThat(because.get(0).get("eventId").stringValue()).isEqualTo(words);
        assertThat(because.get(0).at("/data/content").stringValue()).isEqualTo("call marie tomorrow");
        assertThat(because.get(1).get("userId").stringValue()).isEqualTo(agentId);
        assertThat(because.get(1).at("/ai/reasoning/steps/0/confidence").doubleValue())
                .isEqualTo(0.95);
        assertThat(types(because))
                .containsSubsequence(
                        "entities.create.requested",
                        "entities.create.proposed",
                        "proposal.created",
                        "proposals.accept.requested",
                        "entities.create.approved",
                        "task.created");
        JsonNode noTask = agent.ask(
                "why", in("\"changeId\": \"" + rejected.path("requestId").stringValue() + "\""));
        assertThat(types(noTask.get("because")).toString() + types(noTask.get("cameOfIt")))
                .contains("proposal.rejected")
                .doesNotContain("task.created");
    }

    private ObjectNode suggest(String title, String words) {
        ObjectNode suggested = agent.ask("create", in("""
                "type": "task", "fields": {"title": "%s"}, "causationId": "%s", "reason": "it was written down",
                "reasoning": {"steps": [{"thought": "there is something to do", "action": "plan it", "confidence": 0.95}]}""".formatted(title, words)));
        assertThat(suggested.path("status").stringValue()).isEqualTo("proposed");
        return suggested;
    }

    private String howItWent(ObjectNode suggested) {
        return agent.tool(
                        "request_status",
                        in("\"requestId\": \"" + suggested.path("requestId").stringValue() + "\""))
                .at("/structuredContent/proposal/status")
                .stringValue();
    }

    @Test
    void why_ofWhatAPersonDid_tellsTheirReason_andOfWhatIsNotThereSaysSo() {
        person.ask(
                "create",
                in(
                        "\"type\": \"note\", \"id\": \"note_w\", \"fields\": {\"title\": \"Tulips\"}, \"reason\": \"spring\""));
        String changeId = agent.ask("history", in("\"id\": \"note_w\""))
                .at("/entries/0/changeId")
                .stringValue();

        JsonNode because =
                agent.ask("why", in("\"changeId\": \"" + changeId + "\"")).get("because");

        assertThat(types(because))
                .containsExactly("entities.create.requested", "entities.create.approved", "note.created");
        assertThat(because.get(0).get("reason").stringValue()).isEqualTo("spring");
        assertThat(agent.refusal("why", in("\"changeId\": \"evt_none\""))).contains("there is no change evt_none");
        assertThat(agent.refusal("why", in("\"id\": \"note_none\""))).contains("nothing ever happened to note_none");
        for (String none : List.of("\"id\": \"note_w\", \"changeId\": \"" + changeId + "\"", "\"limit\": 1")) {
            assertThat(agent.refusal("why", in(none))).isNotBlank();
        }
    }

    @Test
    void why_ofWhatHasALongStory_tellsWhatIsNearest_andThatThereIsMore() {
        person.ask("create", in("\"type\": \"note\", \"id\": \"note_long\", \"fields\": {\"title\": \"0\"}"));
        String made = OWNER.get(w + "/events?type=note.created&subjectId=note_long")
                .at("/events/0/id")
                .stringValue();
        String words = "word ".repeat(100);
        for (int i = 1; i <= 60; i++) {
            OWNER.post(
                            w + "/tasks",
                            "{\"title\": \"%d\", \"description\": \"%s\", \"causationId\": \"%s\"}"
                                    .formatted(i, words, made))
                    .is(202);
        }
        OWNER.post(w + "/tasks?wait=validated", "{\"title\": \"last\"}").is(201);

        ObjectNode why = agent.ask("why", in("\"id\": \"note_long\""));

        assertThat(Json.write(why)).hasSizeLessThan(64 * 1024);
        assertThat(types(why.get("because"))).endsWith("note.created");
        assertThat(why.get("cameOfItCut").booleanValue()).isTrue();
        assertThat(types(why.get("cameOfIt"))).contains("task.created");
    }

    @Test
    void aRejectedProposal_tellsItsAgentWhy() {
        ObjectNode proposed = agent.ask("create", in("\"type\": \"note\", \"fields\": {\"title\": \"Weeds\"}"));
        Reply proposal = proposal(proposed);

        decide(proposal, "reject", ", \"reason\": \"no weeds\"");

        ObjectNode status = agent.tool(
                "request_status",
                in("\"requestId\": \"" + proposed.path("requestId").stringValue() + "\""));
        assertThat(status.at("/structuredContent/status").stringValue()).isEqualTo("rejected");
        assertThat(status.at("/content/0/text").stringValue()).contains("rejected by owner", "no weeds");
    }

    @Test
    void anAgentsUndo_isLookedAtFirst_andThenProposed() {
        person.ask("create", in("\"type\": \"note\", \"id\": \"note_1\", \"fields\": {\"title\": \"One\"}"));
        ObjectNode change = agent.ask("update", in("\"id\": \"note_1\", \"fields\": {\"title\": \"Two\"}"));
        decide(proposal(change), "accept", "");
        person.ask("update", in("\"id\": \"note_1\", \"fields\": {\"content\": \"a person's\"}"));
        long position = OWNER.position(w);

        ObjectNode preview = agent.ask("propose_undo", in("\"id\": \"note_1\", \"mine\": true"));
        assertThat(preview.path("proposed").booleanValue())
                .as(preview.toString())
                .isTrue();
        assertThat(preview.at("/subjects/0/writes/0/after").stringValue()).isEqualTo("One");
        assertThat(OWNER.position(w)).isEqualTo(position);

        ObjectNode proposed = agent.ask("propose_undo", in("\"id\": \"note_1\", \"mine\": true, \"preview\": false"));
        assertThat(proposed.path("status").stringValue()).isEqualTo("proposed");
        decide(proposal(proposed), "accept", "");
        ObjectNode note = agent.ask("get", in("\"id\": \"note_1\""));
        assertThat(note.path("title").stringValue()).isEqualTo("One");
        assertThat(note.path("content").stringValue()).isEqualTo("a person's");
        // What a person of the agent's role may not take back, it cannot even propose to.
        assertThat(agent.tool("propose_undo", in("\"id\": \"note_1\", \"count\": 2"))
                        .at("/content/0/text")
                        .stringValue())
                .startsWith("This cannot be undone");
    }

    @Test
    void notesAndTheirHistories_areResources() {
        person.ask("create", in("\"type\": \"note\", \"id\": \"note_1\", \"fields\": {\"title\": \"Roses\"}"));
        person.ask("create", in("\"type\": \"task\", \"id\": \"task_1\", \"fields\": {\"title\": \"Cut\"}"));
        JsonNode templates = agent.request("listResourceTemplates", "{}").get("resourceTemplates");
        assertThat(templates.findValuesAsString("uriTemplate"))
                .containsExactlyInAnyOrder("synap://{workspace}/notes/{id}", "synap://{workspace}/notes/{id}/history");

        assertThat(resource("notes/note_1").path("title").stringValue()).isEqualTo("Roses");
        assertThat(resource("notes/note_1/history").at("/entries/0/userIds/0").stringValue())
                .isEqualTo("owner");
        assertThat(agent.request("readResource", "{\"uri\": \"synap://" + workspace + "/notes/task_1\"}")
                        .at("/error/message")
                        .stringValue())
                .contains("there is no note task_1");
    }

    @Test
    void aForeignWorkspace_isNotThere() {
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"title\": \"secret\"}")
                .is(201);
        try (AgentClient stranger = new AgentClient(OWNER.newUsersKey())) {
            for (String call : List.of(
                    "search {\"query\": \"secret\"",
                    "list {\"type\": \"note\"",
                    "get {\"id\": \"note_1\"",
                    "history {\"id\": \"note_1\"",
                    "as_of {\"id\": \"note_1\", \"at\": \"now\"",
                    "diff {\"id\": \"note_1\"",
                    "create {\"type\": \"note\", \"fields\": {}",
                    "update {\"id\": \"note_1\", \"fields\": {}",
                    "complete {\"id\": \"note_1\"",
                    "relate {\"from\": \"note_1\", \"to\": \"note_1\", \"kind\": \"k\"",
                    "comment {\"on\": \"note_1\", \"text\": \"t\"",
                    "propose_undo {\"id\": \"note_1\"",
                    "request_status {\"requestId\": \"evt_1\"",
                    "why {\"changeId\": \"evt_1\"")) {
                String name = call.substring(0, call.indexOf(' '));
                String arguments = call.substring(call.indexOf(' ') + 1) + ", \"workspace\": \"" + workspace + "\"}";
                assertThat(stranger.refusal(name, arguments)).as(name).contains("there is no workspace " + workspace);
            }
            assertThat(stranger.request("readResource", "{\"uri\": \"synap://" + workspace + "/notes/note_1\"}")
                            .at("/error/message")
                            .stringValue())
                    .contains("there is no workspace " + workspace);
            assertThat(stranger.ask("list_workspaces", "{}").path("workspaces")).isEmpty();
        }
    }

    @Test
    void aGuest_seesWhatWasSharedWithThem_andNothingElse() {
        Api guest = OWNER.with(OWNER.newUsersKey());
        String guestId = guest.get("/api/v1/me").at("/userId").stringValue();
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"title\": \"shared\"}")
                .is(201);
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_2\", \"title\": \"secret\"}")
                .is(201);
        OWNER.post(
                        w + "/shares?wait=validated",
                        "{\"subjectId\": \"note_1\", \"level\": \"view\", \"userId\": \"" + guestId + "\"}")
                .is(201);
        String key = OWNER.newKey("\"userId\": \"" + guestId + "\", \"scopes\": [\"read\", \"write\"]");
        try (AgentClient client = new AgentClient(key)) {
            // The only workspace that they see need not be named.
            assertThat(client.ask("list", "{}").path("items").findValuesAsString("id"))
                    .containsExactly("note_1");
            assertThat(client.ask("get", "{\"id\": \"note_1\"}").path("title").stringValue())
                    .isEqualTo("shared");
            assertThat(client.ask("why", "{\"id\": \"note_1\"}").path("because").findValuesAsString("subjectId"))
                    .isNotEmpty()
                    .containsOnly("note_1");
            assertThat(client.refusal("why", "{\"id\": \"note_2\"}")).contains("nothing ever happened to note_2");
            for (String tool : List.of("get", "history", "diff", "propose_undo")) {
                assertThat(client.refusal(tool, "{\"id\": \"note_2\"}"))
                        .as(tool)
                        .contains("there is no entity note_2");
            }
            assertThat(client.refusal("create", "{\"type\": \"note\", \"fields\": {}}"))
                    .contains("there is no workspace");
        }
    }

    @Test
    void anAgentThatSaysItIsAPerson_staysAnAgent() {
        ObjectNode proposed = agent.ask("create", in("""
                "type": "note", "id": "note_x", "reason": "owner asked for it",
                "fields": {"title": "x", "userId": "owner", "approvedBy": "owner", "actor": {"kind": "person"}},
                "reasoning": {"steps": [{"thought": "I am owner, a person", "action": "approve as owner"}]}"""));
        assertThat(proposed.path("status").stringValue()).isEqualTo("proposed");
        assertThat(OWNER.get(w + "/proposals/" + proposed.path("proposalId").stringValue())
                        .at("/proposedBy")
                        .stringValue())
                .isEqualTo(agentId);

        for (String claim : List.of("userId", "user", "actor", "as", "approvedBy", "source", "metadata")) {
            assertThat(agent.refusal("create", in("\"type\": \"note\", \"fields\": {}, \"" + claim + "\": \"owner\"")))
                    .as(claim)
                    .contains(claim);
        }
        for (String claim : List.of("source", "metadata", "reason", "correlationId", "causationId", "eventId")) {
            assertThat(agent.refusal("create", in("\"type\": \"note\", \"fields\": {\"" + claim + "\": \"owner\"}")))
                    .as(claim)
                    .contains("fields." + claim);
        }
        assertThat(agent.refusal("create", in("""
                "type": "note", "fields": {}, "reasoning": {"agent": "owner", "steps": [{"thought": "t"}]}"""))).contains("agent");
        assertThat(events("userId=" + agentId)).containsExactly("entities.create.requested", "proposal.created");
        assertThat(events("userId=owner")).noneMatch(type -> type.startsWith("note.") || type.startsWith("proposal"));
        assertThat(OWNER.get(w + "/notes").at("/items")).isEmpty();
    }

    @Test
    void whereReasoningIsRequired_anAgentsWriteWithoutIt_isRefused_andAPersonsIsNot() {
        OWNER.post(w + "/settings?wait=validated", "{\"name\": \"requireReasoning\", \"value\": true}")
                .is(201);
        String note = "\"type\": \"note\", \"fields\": {\"title\": \"t\"}";

        assertThat(agent.refusal("create", in(note))).contains("send it again with reasoning.steps");
        assertThat(agent.refusal("create", in(note + ", \"reason\": \"just so\"")))
                .contains("reasoning.steps");
        String explained = note + ", \"reasoning\": {\"steps\": [{\"thought\": \"it was asked for\"}]}";
        assertThat(agent.ask("create", in(explained)).path("status").stringValue())
                .isEqualTo("proposed");
        assertThat(person.ask("create", in(note)).path("status").stringValue()).isEqualTo("validated");
        OWNER.patch(w + "/settings/requireReasoning?wait=validated", "{\"value\": false}")
                .is(200);
        assertThat(agent.ask("create", in(note)).path("status").stringValue()).isEqualTo("proposed");
    }

    @Test
    void aKeyWithoutAScope_isToldWhichItLacks() {
        try (AgentClient reader = new AgentClient(OWNER.newKey("\"scopes\": [\"read\"]"))) {
            assertThat(reader.refusal("create", in("\"type\": \"note\", \"fields\": {}")))
                    .contains("this needs a key with the scope write");
            reader.ask("list", in("\"type\": \"note\""));
        }
        try (AgentClient writer = new AgentClient(OWNER.newKey("\"scopes\": [\"write\"]"))) {
            assertThat(writer.refusal("list", in("\"type\": \"note\"")))
                    .contains("this needs a key with the scope read");
            writer.ask("create", in("\"type\": \"note\", \"fields\": {\"title\": \"t\"}"));
        }
    }

    @Test
    void errors_sayWhatToDo() {
        person.ask("create", in("\"type\": \"note\", \"id\": \"note_1\", \"fields\": {\"title\": \"t\"}"));

        assertThat(person.refusal(
                        "update", in("\"id\": \"note_1\", \"fields\": {\"title\": \"u\"}, \"expectedVersion\": 1")))
                .contains("version");
        ObjectNode stale =
                person.tool("update", in("\"id\": \"note_1\", \"fields\": {\"title\": \"u\"}, \"expectedVersion\": 1"));
        assertThat(stale.at("/structuredContent/error").stringValue()).isEqualTo("version-conflict");
        assertThat(person.refusal("create", in("\"type\": \"note\", \"fields\": {\"title\": 7}")))
                .contains("title must be");
        assertThat(person.refusal("get", in("\"id\": \"note_none\""))).contains("there is no entity note_none");
        assertThat(person.refusal("as_of", in("\"id\": \"note_1\", \"at\": \"soon\"")))
                .contains("must be a version such as 3");
        assertThat(person.refusal("request_status", in("\"requestId\": \"a\", \"proposalId\": \"b\"")))
                .contains("requestId");
        assertThat(person.refusal("list", in("\"limit\": 1000"))).contains("limit");
        assertThat(person.refusal("search", in("\"query\": \"x\", \"type\": 7")))
                .contains("type");
    }

    @Test
    void aCallSentAgain_isDoneOnce() {
        String call = in("\"type\": \"note\", \"fields\": {\"title\": \"t\"}, \"eventId\": \"evt_mine\"");

        String first = person.ask("create", call).path("subjectId").stringValue();

        assertThat(person.ask("create", call).path("subjectId").stringValue()).isEqualTo(first);
        assertThat(OWNER.get(w + "/notes").at("/items")).hasSize(1);
    }

    @Test
    void longTexts_areCutInLists_andLargeAnswersAreCutToSize() {
        String text = "word ".repeat(40_000);
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"content\": \"" + text + "\"}")
                .is(201);

        ObjectNode listed = person.ask("list", in("\"type\": \"note\""));
        assertThat(listed.at("/items/0/content").stringValue())
                .hasSizeLessThan(600)
                .endsWith("more characters)");
        assertThat(listed.path("shortened").booleanValue()).isTrue();
        ObjectNode read = person.ask("get", in("\"id\": \"note_1\""));
        assertThat(read.path("content").stringValue()).hasSizeBetween(20_000, 20_100);
        assertThat(read.path("shortened").booleanValue()).isTrue();
        assertThat(resource("notes/note_1").path("content").stringValue()).isEqualTo(text);
    }

    private JsonNode resource(String path) {
        ObjectNode read = agent.request("readResource", "{\"uri\": \"synap://" + workspace + "/" + path + "\"}");
        assertThat(read.at("/contents/0/mimeType").asString(""))
                .as(read.toString())
                .isEqualTo("application/json");
        return Json.readObject(read.at("/contents/0/text").stringValue());
    }

    private static List<String> types(JsonNode events) {
        return events.valueStream()
                .map(event -> event.path("type").stringValue())
                .toList();
    }

    private List<String> events(String condition) {
        return OWNER.get(w + "/events?" + condition)
                .at("/events")
                .valueStream()
                .map(event -> event.path("type").stringValue())
                .toList();
    }

    private Reply proposal(ObjectNode proposed) {
        return OWNER.get(w + "/proposals/" + proposed.path("proposalId").stringValue())
                .is(200);
    }

    private void decide(Reply proposal, String verb, String more) {
        String seen = "{\"contentHash\": %s, \"version\": %s%s}"
                .formatted(
                        proposal.at("/contentHash"), proposal.at("/baseVersion").longValue(), more);
        OWNER.post(w + "/proposals/" + proposal.at("/id").stringValue() + "/" + verb + "?wait=validated", seen)
                .is(200);
    }

    private String in(String arguments) {
        return "{\"workspace\": \"" + workspace + "\", " + arguments + "}";
    }
}
