package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What agents want waits for a person, unless a policy says otherwise. */
class ProposalsTest {

    private static final Api OWNER = Api.owner();

    private String w = "";
    private String agentId = "";
    private Api agent = OWNER;

    @BeforeEach
    void makeWorkspaceAndAgent() {
        w = OWNER.newWorkspace();
        agentId = OWNER.post("/api/v1/agents", "{\"name\": \"Gardener\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + agentId + "\", \"role\": \"editor\"}")
                .is(201);
        agent = OWNER.with(OWNER.newKey("\"userId\": \"" + agentId + "\""));
    }

    @Test
    void anAgentsWish_waits_withItsReasons_andHappensOnceAccepted() {
        Reply proposed = agent.post(w + "/notes?wait=validated", """
                        {"id": "note_p", "title": "Roses", "reason": "spring", "metadata": {"source": "person", "ai": {
                          "agent": "gardener", "model": "m-1", "durationMs": 12,
                          "steps": [{"thought": "it is spring", "action": "plan", "confidence": 0.9}],
                          "outcome": {"action": "create"}}}}""").is(202);
        assertThat(proposed.at("/status").stringValue()).isEqualTo("proposed");
        assertThat(proposed.at("/rule").stringValue()).isEqualTo("agent.default");
        String id = proposed.at("/proposalId").stringValue();
        Reply proposal = OWNER.get(w + "/proposals/" + id).is(200);
        assertThat(proposal.at("/ai/steps/0/thought").stringValue()).isEqualTo("it is spring");
        assertThat(proposal.at("/status").stringValue()).isEqualTo("waiting");
        assertThat(OWNER.get(w + "/proposals?status=waiting").at("/items").size())
                .isEqualTo(1);
        OWNER.get(w + "/entities/note_p").isProblem(404, "not-found");

        OWNER.post(w + "/proposals/" + id + "/accept?wait=validated", seen(proposal, ""))
                .is(200);

        assertThat(OWNER.get(w + "/entities/note_p").at("/createdBy").stringValue())
                .isEqualTo(agentId);
        assertThat(OWNER.get(w + "/proposals/" + id).at("/status").stringValue())
                .isEqualTo("accepted");
        assertThat(OWNER.get(w + "/proposals?status=waiting").at("/items").size())
                .isZero();
    }

    @Test
    void aModifiedProposal_keepsTheOriginalBesideTheChange() {
        Reply proposal = propose("note_m");

        OWNER.post(
                        w + "/proposals/" + id(proposal) + "/modify?wait=validated",
                        seen(proposal, ", \"content\": {\"title\": \"Better\"}"))
                .is(200);

        assertThat(OWNER.get(w + "/entities/note_m").at("/title").stringValue()).isEqualTo("Better");
        Reply decided = OWNER.get(w + "/proposals/" + id(proposal));
        assertThat(decided.at("/status").stringValue()).isEqualTo("modified");
        assertThat(decided.at("/content/title").stringValue()).isEqualTo("Wish");
        assertThat(decided.at("/modifiedContent/title").stringValue()).isEqualTo("Better");
    }

    @Test
    void howOftenPeopleAgreed_isCountedByAgentAndAction() {
        Reply accepted = propose("note_yes");
        OWNER.post(w + "/proposals/" + id(accepted) + "/accept?wait=validated", seen(accepted, ""))
                .is(200);
        Reply modified = propose("note_other");
        OWNER.post(
                        w + "/proposals/" + id(modified) + "/modify?wait=validated",
                        seen(modified, ", \"content\": {\"title\": \"Better\"}"))
                .is(200);
        Reply rejected = propose("note_no");
        OWNER.post(w + "/proposals/" + id(rejected) + "/reject?wait=validated", "{\"reason\": \"no\"}")
                .is(200);
        propose("note_later");

        Reply rates = OWNER.get(w + "/proposal-rates").is(200);

        assertThat(rates.at("/items").size()).isEqualTo(1);
        assertThat(rates.at("/items/0").toString())
                .isEqualTo(
                        ("{\"proposedBy\":\"%s\",\"proposedByName\":\"Gardener\",\"action\":\"entities.create.note\","
                                        + "\"waiting\":1,\"accepted\":1,\"modified\":1,\"rejected\":1,\"undecided\":0,"
                                        + "\"acceptance\":0.6666666666666666}")
                                .formatted(agentId));
    }

    @Test
    void aRejectedProposal_endsTheRequestWithTheReason() {
        Reply proposal = propose("note_r");

        OWNER.post(w + "/proposals/" + id(proposal) + "/reject?wait=validated", "{\"reason\": \"too early\"}")
                .is(200);

        assertThat(types("note_r")).endsWith("entities.create.rejected");
        OWNER.get(w + "/entities/note_r").isProblem(404, "not-found");
        OWNER.post(w + "/proposals/" + id(proposal) + "/reject", "{}")
                .isProblem(422, "invalid-input")
                .naming("reason");
    }

    @Test
    void nobodyDecidesTheirOwn_butMayWithdrawIt() {
        Reply proposal = propose("note_w");

        agent.post(w + "/proposals/" + id(proposal) + "/accept?wait=validated", seen(proposal, ""))
                .isProblem(403, "not-permitted");
        agent.post(w + "/proposals/" + id(proposal) + "/withdraw?wait=validated", "")
                .is(200);

        assertThat(OWNER.get(w + "/proposals/" + id(proposal)).at("/status").stringValue())
                .isEqualTo("withdrawn");
    }

    @Test
    void ofTwoReviewersAtOnce_oneDecidesAndTheOtherIsTold() {
        Reply proposal = propose("note_2");

        List<Reply> replies = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        OWNER.post(w + "/proposals/" + id(proposal) + "/accept?wait=validated", seen(proposal, ""))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 200)
                .forEach(reply -> assertThat(reply.isProblem(409, "already-decided")
                                .at("/detail")
                                .stringValue())
                        .contains("accepted by owner"));
        assertThat(types("note_2").stream().filter(type -> type.equals("note.created")))
                .hasSize(1);
    }

    @Test
    void aProposalWhoseSubjectMovedOn_isStaleAndAsksAgain() {
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_s\", \"title\": \"A\"}")
                .is(201);
        Reply wish = agent.patch(w + "/entities/note_s?wait=validated", "{\"title\": \"B\"}")
                .is(202);
        Reply proposal = OWNER.get(w + "/proposals/" + wish.at("/proposalId").stringValue());
        OWNER.patch(w + "/entities/note_s?wait=validated", "{\"title\": \"C\"}").is(200);

        Reply stale = OWNER.post(w + "/proposals/" + id(proposal) + "/accept?wait=validated", seen(proposal, ""))
                .isProblem(409, "stale-proposal");

        assertThat(stale.at("/currentVersion").longValue())
                .isGreaterThan(proposal.at("/baseVersion").longValue());
        Reply again = OWNER.get(w + "/proposals/" + id(proposal) + "?minPosition=" + OWNER.position(w));
        assertThat(again.at("/status").stringValue()).isEqualTo("waiting");
        OWNER.post(w + "/proposals/" + id(proposal) + "/accept?wait=validated", seen(again, ""))
                .is(200);
        assertThat(OWNER.get(w + "/entities/note_s").at("/title").stringValue()).isEqualTo("B");
    }

    @Test
    void aPolicy_letsAnAgentActAlone_orForbids_fromTheNextWishOn() {
        Reply policy = OWNER.post(
                        w + "/policies?wait=validated",
                        "{\"agentId\": \"" + agentId
                                + "\", \"pattern\": \"entities.create.*\", \"effect\": \"auto_approve\"}")
                .is(201);
        agent.post(w + "/notes?wait=validated", "{\"title\": \"alone\"}").is(201);

        OWNER.patch(
                        w + "/policies/" + policy.at("/subjectId").stringValue() + "?wait=validated",
                        "{\"effect\": \"deny\"}")
                .is(200);

        Reply denied =
                agent.post(w + "/notes?wait=validated", "{\"title\": \"no\"}").isProblem(403, "not-permitted");
        assertThat(denied.at("/rule").stringValue())
                .isEqualTo("policy." + policy.at("/subjectId").stringValue());
        OWNER.delete(w + "/policies/" + policy.at("/subjectId").stringValue() + "?wait=validated")
                .is(200);
        agent.post(w + "/notes?wait=validated", "{\"title\": \"wait\"}").is(202);
    }

    @Test
    void anAgent_appendsNoEvents_makesNoAgents_andHasNarrowKeys() {
        agent.post(w + "/events", "{\"events\": [{\"type\": \"note.created\"}]}")
                .isProblem(403, "not-permitted");
        agent.post("/api/v1/agents", "{\"name\": \"x\"}").isProblem(403, "forbidden");
        agent.post("/api/v1/workspaces", "{\"name\": \"x\"}").isProblem(403, "forbidden");
        OWNER.post(
                        "/api/v1/keys",
                        "{\"name\": \"x\", \"userId\": \"" + agentId + "\", \"scopes\": [\"read\", \"admin\"]}")
                .isProblem(422, "invalid-input")
                .naming("scopes");
        Api maker = OWNER.with(OWNER.newUsersKey());
        maker.post("/api/v1/keys", "{\"name\": \"x\", \"userId\": \"" + agentId + "\"}")
                .isProblem(403, "forbidden");
        String theirs = maker.post("/api/v1/agents", "{\"name\": \"Theirs\"}")
                .at("/userId")
                .stringValue();
        maker.post("/api/v1/keys", "{\"name\": \"x\", \"userId\": \"" + theirs + "\"}")
                .is(201);
        assertThat(maker.get("/api/v1/agents").at("/agents").size()).isEqualTo(1);
        assertThat(agent.get("/api/v1/me").at("/kind").stringValue()).isEqualTo("agent");
        OWNER.post("/api/v1/users", "{\"userId\": \"system\", \"name\": \"x\"}")
                .isProblem(422, "invalid-input")
                .naming("userId");
    }

    @Test
    void reasonsThatMakeNoSense_areRefusedByTheirPath() {
        long before = OWNER.position(w);

        agent.post(
                        w + "/notes",
                        "{\"title\": \"x\", \"metadata\": {\"ai\": {\"agent\": \"a\","
                                + " \"steps\": [{\"thought\": \"t\", \"confidence\": 2}]}}}")
                .isProblem(422, "invalid-input")
                .naming("metadata.ai.steps[0].confidence");

        assertThat(OWNER.position(w)).isEqualTo(before);
    }

    @Test
    void aProposalThatNobodyDecides_expiresOnce() {
        try (RunningServer server = TestServer.startWithExpiry(Duration.ofSeconds(1))) {
            Api owner = Api.of(server, TestServer.ADMIN_KEY);
            String own = owner.newWorkspace();
            String id = owner.post("/api/v1/agents", "{\"name\": \"A\"}")
                    .at("/userId")
                    .stringValue();
            owner.post(own + "/members?wait=validated", "{\"userId\": \"" + id + "\", \"role\": \"editor\"}")
                    .is(201);
            Api wisher = owner.with(owner.newKey("\"userId\": \"" + id + "\""));
            Reply wish = wisher.post(own + "/notes?wait=validated", "{\"title\": \"x\"}")
                    .is(202);
            String path = own + "/proposals/" + wish.at("/proposalId").stringValue();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(owner.get(path).at("/status").stringValue())
                                    .isEqualTo("expired"));

            assertThat(owner.get(own + "/events?type=proposals.expire.requested")
                            .at("/events")
                            .size())
                    .isEqualTo(1);
            assertThat(owner.get(own + "/subjects/" + wish.at("/subjectId").stringValue() + "/history")
                            .at("/events")
                            .toString())
                    .contains("entities.create.rejected");
        }
    }

    private Reply propose(String noteId) {
        Reply wish = agent.post(w + "/notes?wait=validated", "{\"id\": \"" + noteId + "\", \"title\": \"Wish\"}")
                .is(202);
        return OWNER.get(w + "/proposals/" + wish.at("/proposalId").stringValue())
                .is(200);
    }

    private static String id(Reply proposal) {
        return proposal.at("/id").stringValue();
    }

    private static String seen(Reply proposal, String more) {
        return "{\"contentHash\": \"%s\", \"version\": %d%s}"
                .formatted(
                        proposal.at("/contentHash").stringValue(),
                        proposal.at("/baseVersion").longValue(),
                        more);
    }

    private List<String> types(String id) {
        return OWNER.get(w + "/subjects/" + id + "/history")
                .at("/events")
                .valueStream()
                .map(event -> event.get("type").stringValue())
                .toList();
    }
}
