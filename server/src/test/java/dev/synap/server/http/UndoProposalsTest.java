package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent's wish to take something back waits for a person, like any other of its wishes. */
class UndoProposalsTest {

    private static final Api OWNER = Api.owner();

    private String w = "";
    private String agentId = "";
    private Api agent = OWNER;

    /** A note by the owner, whose title the agent has changed from A to B. */
    @BeforeEach
    void write() {
        w = OWNER.newWorkspace();
        agentId = OWNER.post("/api/v1/agents", "{\"name\": \"Gardener\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        member(agentId, "editor");
        agent = OWNER.with(OWNER.newKey("\"userId\": \"" + agentId + "\""));
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"title\": \"A\", \"content\": \"x\"}")
                .is(201);
        accept(OWNER, agent.patch(w + "/entities/note_1?wait=validated", "{\"title\": \"B\"}"))
                .is(200);
        assertThat(field("title")).isEqualTo("B");
    }

    @Test
    void anAgentsUndo_waits_andIsDoneOnceAccepted_asOneChangeOfTheAgents() {
        Reply preview =
                history(agent, "undo", ", \"by\": \"me\", \"preview\": true").is(200);
        assertThat(preview.at("/possible").booleanValue()).isTrue();
        assertThat(preview.at("/proposed").booleanValue()).isTrue();

        Reply proposed = history(agent, "undo", ", \"by\": \"me\", \"reason\": \"I was wrong\"")
                .is(202);

        assertThat(proposed.at("/status").stringValue()).isEqualTo("proposed");
        assertThat(field("title")).isEqualTo("B");
        Reply proposal = proposal(proposed);
        assertThat(proposal.at("/action").stringValue()).isEqualTo("history.undo.note");
        assertThat(proposal.at("/content/changes").size()).isEqualTo(1);
        accept(OWNER, proposed).is(200);
        assertThat(field("title")).isEqualTo("A");
        Reply last = OWNER.get(w + "/events?subjectId=note_1&type=note.reverted");
        assertThat(last.at("/events/0/userId").stringValue()).isEqualTo(agentId);
        assertThat(OWNER.get(w + "/events/" + proposed.at("/requestId").stringValue())
                        .at("/type")
                        .stringValue())
                .isEqualTo("history.undo.requested");
        // and it is redone like any undo
        history(OWNER, "redo", "").is(200);
        assertThat(field("title")).isEqualTo("B");
    }

    @Test
    void whatItComesTo_isPinnedWhenItIsProposed() {
        Reply proposed = history(agent, "undo", ", \"by\": \"me\"").is(202);
        accept(OWNER, agent.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"y\"}"))
                .is(200);

        accept(OWNER, proposed).is(200);

        assertThat(field("title")).isEqualTo("A");
        assertThat(field("content")).isEqualTo("y");
    }

    @Test
    void aSubjectThatMovedOnBeneathTheReviewer_isStale() {
        Reply proposed = history(agent, "undo", ", \"by\": \"me\"").is(202);
        Reply seen = proposal(proposed);
        OWNER.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"z\"}")
                .is(200);

        decide(OWNER, "accept", seen, "").isProblem(409, "stale-proposal");

        assertThat(field("title")).isEqualTo("B");
    }

    @Test
    void aRejectedOne_leavesNothing_andOnesOwnIsNotOnesToAccept() {
        Reply proposed = history(agent, "undo", ", \"by\": \"me\"").is(202);

        decide(agent, "accept", proposal(proposed), "").isProblem(403, "not-permitted");
        OWNER.post(w + "/proposals/" + id(proposed) + "/reject?wait=validated", "{\"reason\": \"B is better\"}")
                .is(200);

        assertThat(field("title")).isEqualTo("B");
        assertThat(OWNER.get(w + "/events?subjectId=note_1&type=history.undo.rejected")
                        .at("/events")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void agentsMayNotEvenPropose_whatAPersonOfTheirRoleMayNot() {
        OWNER.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"mine\"}")
                .is(200);

        history(agent, "undo", ", \"by\": \"owner\"").isProblem(403, "not-permitted");
        history(agent, "undo", ", \"by\": \"me\", \"policy\": \"force\"").isProblem(403, "not-permitted");
    }

    @Test
    void whoAccepts_needsTheRightsThatTheUndoNeeds() {
        // given: an agent that is an admin, and so may propose to undo what others did; and an editor
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + agentId + "\", \"role\": \"admin\"}");
        String member = OWNER.get(w + "/members")
                .at("/items")
                .valueStream()
                .filter(each -> each.path("userId").asString("").equals(agentId))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString("");
        OWNER.patch(w + "/entities/" + member + "?wait=validated", "{\"role\": \"admin\"}")
                .is(200);
        String editorId = OWNER.post("/api/v1/users", "{\"name\": \"Ed\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        member(editorId, "editor");
        Api editor = OWNER.with(OWNER.newKey("\"userId\": \"" + editorId + "\""));
        OWNER.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"mine\"}")
                .is(200);
        Reply proposed = history(agent, "undo", ", \"by\": \"owner\"").is(202);

        Reply refused = decide(editor, "accept", proposal(proposed), "").isProblem(403, "not-permitted");

        assertThat(refused.at("/rule").stringValue()).isEqualTo("undo.others");
        assertThat(field("content")).isEqualTo("mine");
        accept(OWNER, proposed).is(200);
        assertThat(field("content")).isEqualTo("x");
    }

    @Test
    void whatAReviewerChangesInIt_isTheReviewersOwnUndo() {
        String editorId = OWNER.post("/api/v1/users", "{\"name\": \"Ed\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        member(editorId, "editor");
        Api editor = OWNER.with(OWNER.newKey("\"userId\": \"" + editorId + "\""));
        Reply proposed = history(agent, "undo", ", \"by\": \"me\"").is(202);

        decide(editor, "modify", proposal(proposed), ", \"content\": {\"by\": \"" + agentId + "\"}")
                .isProblem(403, "not-permitted");
        decide(OWNER, "modify", proposal(proposed), ", \"content\": {\"by\": \"" + agentId + "\"}")
                .is(200);

        assertThat(field("title")).isEqualTo("A");
        assertThat(OWNER.get(w + "/events?subjectId=note_1&type=note.reverted")
                        .at("/events/0/userId")
                        .stringValue())
                .isEqualTo("owner");
    }

    @Test
    void redo_undoTo_andRestore_waitToo() {
        String created = OWNER.get(w + "/events?subjectId=note_1&type=note.created")
                .at("/events/0/id")
                .stringValue();
        long changed = OWNER.get(w + "/entities/note_1").at("/version").longValue();
        accept(OWNER, history(agent, "undo", ", \"by\": \"me\"")).is(200);
        accept(OWNER, history(agent, "redo", ", \"by\": \"me\"")).is(200);
        assertThat(field("title")).isEqualTo("B");
        accept(OWNER, history(agent, "undo-to", ", \"to\": \"" + created + "\""))
                .is(200);
        assertThat(field("title")).isEqualTo("A");
        accept(OWNER, history(agent, "restore", ", \"asOf\": \"" + changed + "\""))
                .is(200);
        assertThat(field("title")).isEqualTo("B");

        // a redo that waited while the subject moved on redoes nothing else
        accept(OWNER, history(agent, "undo", ", \"by\": \"me\"")).is(200);
        Reply late = history(agent, "redo", ", \"by\": \"me\"").is(202);
        OWNER.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"moved\"}")
                .is(200);
        accept(OWNER, late).isProblem(409, "version-conflict");
    }

    private void member(String userId, String role) {
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + userId + "\", \"role\": \"" + role + "\"}")
                .is(201);
    }

    private Reply history(Api caller, String verb, String more) {
        return caller.post(w + "/history/" + verb + "?wait=validated", "{\"subjectId\": \"note_1\"" + more + "}");
    }

    private Reply accept(Api reviewer, Reply proposed) {
        return decide(reviewer, "accept", proposal(proposed.is(202)), "");
    }

    /** Decides what the reviewer sees now. */
    private Reply decide(Api reviewer, String verb, Reply proposal, String more) {
        return reviewer.post(
                w + "/proposals/" + proposal.at("/id").stringValue() + "/" + verb + "?wait=validated",
                "{\"contentHash\": \"%s\", \"version\": %d%s}"
                        .formatted(
                                proposal.at("/contentHash").stringValue(),
                                Math.max(proposal.at("/baseVersion").longValue(), seenVersion),
                                more));
    }

    private long seenVersion;

    private Reply proposal(Reply proposed) {
        seenVersion = OWNER.get(w + "/entities/note_1?minPosition=" + OWNER.position(w))
                .at("/version")
                .longValue();
        return OWNER.get(w + "/proposals/" + id(proposed)).is(200);
    }

    private static String id(Reply proposed) {
        return proposed.at("/proposalId").stringValue();
    }

    private String field(String name) {
        return OWNER.get(w + "/entities/note_1?minPosition=" + OWNER.position(w))
                .at("/" + name)
                .stringValue();
    }
}
