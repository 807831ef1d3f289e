package dev.synap.client;

import static dev.synap.client.ScriptedServer.json;
import static dev.synap.client.ScriptedServer.problem;
import static dev.synap.client.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.client.WriteResult.Rejected;
import dev.synap.core.access.PolicyEffect;
import dev.synap.core.access.Role;
import dev.synap.core.access.ShareLevel;
import dev.synap.core.json.Json;
import dev.synap.core.write.ReasoningTrace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class GovernanceTest {

    private static final String W = "/api/v1/workspaces/default";
    private static final String REQUESTED =
            "{\"requestId\":\"evt_1\",\"subjectId\":\"x_1\",\"position\":7,\"status\":\"requested\"}";
    private static final String PROPOSAL =
            "{\"id\":\"proposal_1\",\"version\":1,\"status\":\"waiting\",\"action\":\"entities.create.task\","
                    + "\"subjectId\":\"task_1\",\"content\":{\"type\":\"task\",\"title\":\"Call\"},\"contentHash\":\"abc\","
                    + "\"baseVersion\":4,\"requestId\":\"evt_1\",\"proposedBy\":\"gardener\","
                    + "\"expiresAt\":\"2024-12-20T00:00:00.000000Z\",\"ai\":{\"agent\":\"gardener\",\"reasoning\":{\"steps\":"
                    + "[{\"thought\":\"Dry\",\"action\":\"Water\",\"confidence\":0.95}]}}}";

    private final ScriptedServer server = new ScriptedServer();
    private final Synap synap = server.client().build();

    @AfterEach
    void close() {
        synap.close();
        server.close();
    }

    @Test
    void membersSharesPoliciesAndSchemas_areWrittenByTheirPaths() {
        server.always(status(202, REQUESTED));
        ObjectNode schema = Json.newObject().put("minProperties", 1);

        synap.members().add("mary", Role.EDITOR);
        synap.members().change("mary", Role.VIEWER);
        synap.members().with(w -> w.reason("left")).remove("mary");
        synap.shares().create("note_1", "bob", ShareLevel.COMMENT);
        synap.shares().change("share_1", ShareLevel.EDIT);
        synap.shares().remove("share_1");
        synap.policies().create(Policies.ANY_AGENT, "entities.delete.*", PolicyEffect.DENY);
        synap.policies().change("policy_1", PolicyEffect.AUTO_APPROVE);
        synap.policies().waiting().remove("policy_1");
        synap.schemas().create("bug", schema);
        synap.schemas().change("bug", schema);
        synap.schemas().remove("bug");

        assertThat(server.requests.stream().map(GovernanceTest::told))
                .containsExactly(
                        "POST /members {\"userId\":\"mary\",\"role\":\"editor\"}",
                        "PATCH /members/mary {\"role\":\"viewer\"}",
                        "DELETE /members/mary {\"reason\":\"left\"}",
                        "POST /shares {\"subjectId\":\"note_1\",\"userId\":\"bob\",\"level\":\"comment\"}",
                        "PATCH /shares/share_1 {\"level\":\"edit\"}",
                        "DELETE /shares/share_1 {}",
                        "POST /policies {\"agentId\":\"*\",\"pattern\":\"entities.delete.*\",\"effect\":\"deny\"}",
                        "PATCH /policies/policy_1 {\"effect\":\"auto_approve\"}",
                        "DELETE /policies/policy_1?wait=validated {}",
                        "POST /schemas {\"type\":\"bug\",\"schema\":{\"minProperties\":1}}",
                        "PATCH /schemas/bug {\"schema\":{\"minProperties\":1}}",
                        "DELETE /schemas/bug {}");
    }

    @Test
    void listsOfThem_areTyped() {
        server.then(items("{\"id\":\"member_1\",\"userId\":\"mary\",\"role\":\"editor\"}"))
                .then(items("{\"id\":\"share_1\",\"subjectId\":\"note_1\",\"userId\":\"bob\",\"level\":\"edit\"}"))
                .then(
                        items(
                                "{\"id\":\"policy_1\",\"agentId\":\"*\",\"pattern\":\"entities.*\",\"effect\":\"require_review\"}"))
                .then(items("{\"id\":\"schema_1\",\"type\":\"bug\",\"schema\":{\"minProperties\":1}}"))
                .then(items("{\"tag\":\"urgent\",\"subjects\":2}"))
                .then(items("{\"id\":\"member_1\",\"userId\":\"mary\",\"role\":\"king\"}"));

        assertThat(synap.members()
                        .list(q -> q.user("mary"))
                        .first()
                        .orElseThrow()
                        .role())
                .isEqualTo(Role.EDITOR);
        assertThat(synap.shares()
                        .list(q -> q.subject("note_1"))
                        .first()
                        .orElseThrow()
                        .level())
                .isEqualTo(ShareLevel.EDIT);
        assertThat(synap.policies().list().first().orElseThrow().effect()).isEqualTo(PolicyEffect.REQUIRE_REVIEW);
        TypeSchema schema = synap.schemas().list().first().orElseThrow();
        assertThat(schema.type()).isEqualTo("bug");
        assertThat(schema.entity().type()).isEqualTo("schema");
        assertThat(synap.tags().list()).containsExactly(new TagCount("urgent", 2));
        assertThat(server.requests.stream().map(ScriptedServer.Request::target))
                .containsExactly(
                        W + "/members?userId=mary&limit=1",
                        W + "/shares?subjectId=note_1&limit=1",
                        W + "/policies?limit=1",
                        W + "/schemas?limit=1",
                        W + "/tags?limit=100");
        assertThatThrownBy(() -> synap.members().list().toList())
                .isInstanceOfSatisfying(
                        SynapClientException.class,
                        e -> assertThat(e.code()).isEqualTo(SynapClientException.BAD_ANSWER));
    }

    @Test
    void decisions_areBoundToWhatTheReviewerSaw() {
        server.then(items(PROPOSAL)).always(status(202, REQUESTED));
        Proposal proposal = synap.proposals().list().first().orElseThrow();

        synap.proposals().accept(proposal);
        synap.proposals().modify(proposal, task -> task.put("title", "Call Marie"));
        synap.proposals().reject(proposal, "not now");
        synap.proposals().waiting().withdraw(proposal);

        String seen = "\"contentHash\":\"abc\",\"version\":4";
        assertThat(server.requests.stream().map(GovernanceTest::told))
                .containsExactly(
                        "GET /proposals?status=waiting&limit=1 ",
                        "POST /proposals/proposal_1/accept {" + seen + "}",
                        "POST /proposals/proposal_1/modify {" + seen
                                + ",\"content\":{\"type\":\"task\",\"title\":\"Call Marie\"}}",
                        "POST /proposals/proposal_1/reject {" + seen + ",\"reason\":\"not now\"}",
                        "POST /proposals/proposal_1/withdraw?wait=validated {" + seen + "}");
        assertThat(proposal.isWaiting()).isTrue();
        assertThat(proposal.proposedBy()).isEqualTo("gardener");
        assertThat(proposal.reasoning().orElseThrow().steps())
                .containsExactly(new ReasoningTrace.Step("Dry", "Water", 0.95));
    }

    @Test
    void theLaterOfTwoReviewers_isToldWhoWasFirst() {
        server.then(json(PROPOSAL))
                .then(problem(409, "already-decided", ",\"rule\":\"proposal.already_decided\",\"decidedBy\":\"mary\""));

        Proposal proposal = synap.proposals().get("proposal_1").orElseThrow();

        assertThat(synap.proposals().waiting().accept(proposal)).isInstanceOfSatisfying(Rejected.class, late -> {
            assertThat(late.rule()).isEqualTo("proposal.already_decided");
            assertThat(late.problem().text("decidedBy")).contains("mary");
            assertThat(late.subjectId()).isEqualTo("proposal_1");
        });
    }

    @Test
    void reasoning_isSentWithTheRequest() {
        server.always(status(202, REQUESTED));
        ReasoningTrace trace = new ReasoningTrace(
                "orchestrator", null, List.of(new ReasoningTrace.Step("Tomorrow", "Set due date", 0.98)), null, 1523L);

        synap.tasks()
                .with(w -> w.metadata(m -> m.put("device", "mobile")).ai(trace))
                .create(t -> t.put("title", "Call Marie"));

        ObjectNode sent = Json.readObject(server.requests.getFirst().body());
        assertThat(ReasoningTrace.in((ObjectNode) sent.get("metadata"))).contains(trace);
        assertThat(sent.at("/metadata/device").stringValue()).isEqualTo("mobile");
    }

    @Test
    void agents_areMadeAndListed() {
        String agent = "{\"userId\":\"gardener\",\"name\":\"Gardener\",\"admin\":false,\"kind\":\"agent\","
                + "\"madeBy\":\"owner\",\"createdAt\":\"2024-12-01T10:00:00.000000Z\"}";
        server.then(status(201, agent)).then(json("{\"agents\":[" + agent + "]}"));

        User made = synap.agents().create("gardener", "Gardener");

        assertThat(made.isAgent()).isTrue();
        assertThat(made.madeBy()).isEqualTo("owner");
        assertThat(synap.agents().list()).containsExactly(made);
        assertThat(server.requests.getFirst().target()).isEqualTo("/api/v1/agents");
    }

    @Test
    void dispatch_isReadFromTheYoungestOn() {
        String request = "{\"requestId\":\"evt_2\",\"position\":8,\"type\":\"entities.create.requested\","
                + "\"subjectId\":\"note_1\",\"subjectType\":\"note\",\"userId\":\"mary\","
                + "\"requestedAt\":\"2024-12-01T10:00:00.000000Z\",\"status\":\"parked\",\"outcome\":null,"
                + "\"parkedId\":\"parked_1\",\"error\":\"boom\"}";
        server.then(json("{\"items\":[" + request + "],\"next\":8}"))
                .then(json("{\"items\":[],\"next\":null}"))
                .then(json("{\"items\":[],\"next\":null}"));

        assertThat(synap.dispatch().list("parked").pageSize(1).toList())
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.parkedId()).isEqualTo("parked_1");
                    assertThat(parked.outcome()).isNull();
                });
        assertThat(synap.dispatch().list()).isEmpty();

        assertThat(server.requests.stream().map(ScriptedServer.Request::target))
                .containsExactly(
                        W + "/dispatch?status=parked&limit=1",
                        W + "/dispatch?status=parked&before=8&limit=1",
                        W + "/dispatch?limit=100");
    }

    @Test
    void parkedEvents_areListedRetriedAndSkipped() {
        String parked = "{\"id\":\"parked_1\",\"worker\":\"projections\",\"position\":8,\"eventId\":\"evt_2\","
                + "\"eventType\":\"note.created\",\"subjectId\":\"note_1\",\"status\":\"parked\",\"attempts\":9,"
                + "\"nextAttemptAt\":\"2024-12-01T10:00:00.000000Z\",\"failedAt\":\"2024-12-01T10:00:00.000000Z\","
                + "\"error\":\"boom\",\"stack\":\"at …\"}";
        server.then(json("{\"workers\":[{\"name\":\"writes\",\"position\":7,\"behind\":2}]}"))
                .then(json("{\"items\":[" + parked + "]}"))
                .then(json("{\"items\":[]}"))
                .then(json(parked.replace("\"parked\",\"attempts", "\"retrying\",\"attempts")))
                .then(json(parked));

        assertThat(synap.workers().list()).containsExactly(new WorkerProgress("writes", 7, 2));
        assertThat(synap.workers().parked().pageSize(1).toList())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.worker()).isEqualTo("projections");
                    assertThat(each.attempts()).isEqualTo(9);
                    assertThat(each.error()).isEqualTo("boom");
                });
        assertThat(synap.workers().retry("parked_1").status()).isEqualTo("retrying");
        assertThat(synap.workers().skip("parked_1").status()).isEqualTo("parked");

        assertThat(server.requests.stream().map(GovernanceTest::told))
                .containsExactly(
                        "GET /workers ",
                        "GET /workers/parked?limit=1 ",
                        "GET /workers/parked?after=parked_1&limit=1 ",
                        "POST /workers/parked/parked_1/retry ",
                        "POST /workers/parked/parked_1/skip ");
    }

    /** A request without the workspace and without its id, which is made anew each time. */
    private static String told(ScriptedServer.Request request) {
        String body = request.body().replaceFirst(",?\"eventId\":\"evt_\\w+\"", "");
        return request.method() + " " + request.target().substring(W.length()) + " " + body;
    }

    private static ScriptedServer.Step items(String item) {
        return json("{\"items\":[" + item + "],\"next\":null,\"position\":9}");
    }
}
