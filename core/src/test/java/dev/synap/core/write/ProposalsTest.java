package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ProposalsTest {

    private final World world = World.withMembers();

    @Test
    void anAgentsRequest_waitsWithItsContentAndReasoning() {
        Outcome outcome = world.ask("robo", "entities.create", "task_1", "task", "{\"title\":\"Call Marie\"}", """
                {"ai":{"agent":"orchestrator"},"reason":"she asked"}""");

        ObjectNode proposal = outcome.data("proposal.created");
        assertThat(outcome.types()).containsExactly("entities.create.proposed", "proposal.created");
        assertThat(outcome.the("proposal.created").subjectId())
                .isEqualTo(outcome.data("entities.create.proposed")
                        .path("proposalId")
                        .asString());
        assertThat(proposal.path("action").asString()).isEqualTo("entities.create.task");
        assertThat(proposal.path("content").toString()).isEqualTo("{\"title\":\"Call Marie\"}");
        assertThat(proposal.path("baseVersion").asLong()).isZero();
        assertThat(proposal.path("expiresAt").asString()).isEqualTo("2024-12-08T12:00:00.000000Z");
        assertThat(proposal.path("proposedBy").asString()).isEqualTo("robo");
        assertThat(proposal.path("ai").toString()).isEqualTo("{\"agent\":\"orchestrator\"}");
        assertThat(proposal.path("reason").asString()).isEqualTo("she asked");
        assertThat(status(proposalId(outcome))).isEqualTo("waiting");
    }

    @Test
    void whatCouldNeverBeDone_isNotProposed() {
        assertThat(propose("update", "note_9", "note", "{\"changes\":{}}").rule())
                .isEqualTo("entity.not_found");
    }

    @Test
    void accepting_doesWhatWasProposedInTheAgentsName() {
        Outcome proposed = propose("create", "task_1", "task", "{\"title\":\"Call Marie\"}");

        Outcome outcome = accept("ed", proposed, 0);

        assertThat(outcome.types())
                .containsExactly(
                        "proposals.accept.approved",
                        "proposal.accepted",
                        "entities.create.approved",
                        "task.created",
                        "entities.create.validated",
                        "proposals.accept.validated");
        assertThat(outcome.the("task.created").userId()).isEqualTo("robo");
        assertThat(outcome.the("entities.create.approved").userId()).isEqualTo("ed");
        assertThat(outcome.the("entities.create.approved").causationId())
                .isEqualTo(outcome.the("proposals.accept.approved").id());
        assertThat(outcome.the("entities.create.validated").correlationId())
                .isEqualTo(proposed.the("proposal.created").correlationId())
                .isNotEqualTo(outcome.the("proposals.accept.validated").correlationId());
        assertThat(status(proposalId(proposed))).isEqualTo("accepted");
    }

    @Test
    void modifying_keepsTheOriginalBesideTheChange() {
        Outcome proposed = propose("create", "task_1", "task", "{\"title\":\"Call Marie\"}");

        Outcome outcome = decide("ed", "modify", proposed, """
                {"contentHash":"%s","version":0,"content":{"title":"Call Marie today"}}""".formatted(hash(proposed)));

        ObjectNode proposal = world.subject(proposalId(proposed)).state().toNode();
        assertThat(outcome.the("task.created").userId()).isEqualTo("ed");
        assertThat(outcome.data("task.created").toString()).isEqualTo("{\"title\":\"Call Marie today\"}");
        assertThat(proposal.path("status").asString()).isEqualTo("modified");
        assertThat(proposal.path("content").toString()).isEqualTo("{\"title\":\"Call Marie\"}");
        assertThat(proposal.path("modifiedContent").toString()).isEqualTo("{\"title\":\"Call Marie today\"}");
        assertThat(outcome.data("entities.create.approved").path("modified").asBoolean())
                .isTrue();
    }

    @Test
    void modifyingToNonsense_leavesTheProposalWaiting() {
        Outcome proposed = propose("create", "task_1", "task", "{\"title\":\"Call Marie\"}");

        Outcome outcome = decide("ed", "modify", proposed, """
                {"contentHash":"%s","version":0,"content":{"type":"note"}}""".formatted(hash(proposed)));

        assertThat(outcome.fault()).isEqualTo("content.type: is not task, the type of task_1");
        assertThat(status(proposalId(proposed))).isEqualTo("waiting");
    }

    @ParameterizedTest
    @CsvSource({
        "ed, reject, rejected",
        "robo, withdraw, withdrawn",
        "ann, withdraw, withdrawn",
        "system, expire, expired"
    })
    void aProposalThatEndsOtherwise_endsItsRequestAsRejected(String user, String verb, String status) {
        Outcome proposed = propose("create", "task_1", "task", "{\"title\":\"Call Marie\"}");

        Outcome outcome = decide(user, verb, proposed, "{\"reason\":\"not now\"}");

        assertThat(outcome.types())
                .containsExactly(
                        "proposals." + verb + ".approved",
                        "proposal." + status,
                        "entities.create.rejected",
                        "proposals." + verb + ".validated");
        assertThat(outcome.data("entities.create.rejected").path("rule").asString())
                .isEqualTo("proposal." + status);
        assertThat(outcome.data("entities.create.rejected").path("reason").asString())
                .isEqualTo("not now");
        assertThat(status(proposalId(proposed))).isEqualTo(status);
        assertThat(world.subject("task_1").exists()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"accept", "modify", "reject"})
    void aGuestWhoMayEditTheSubject_decidesNoProposalAboutIt(String verb) {
        world.ask("ed", "entities.create", "note_1", "note", "{\"title\":\"Tea\"}");
        world.ask("ed", "entities.create", DerivedIds.share("note_1", "gus"), "share", """
                {"subjectId":"note_1","userId":"gus","level":"edit"}""");
        Outcome proposed = propose("update", "note_1", "note", "{\"changes\":{\"title\":\"Green tea\"}}");

        Outcome outcome = decide("gus", verb, proposed, """
                {"contentHash":"%s","version":%d,"content":{"changes":{"title":"Mint"}}}""".formatted(
                        hash(proposed), world.subject("note_1").factVersion()));

        assertThat(outcome.types()).containsExactly("proposals." + verb + ".rejected");
        assertThat(outcome.rule()).isEqualTo("no_access");
        assertThat(status(proposalId(proposed))).isEqualTo("waiting");
    }

    @Test
    void ofTwoReviewers_oneDecidesAndTheOtherIsToldWhoDid() {
        Outcome proposed = propose("create", "task_1", "task", "{\"title\":\"Call Marie\"}");
        String data = "{\"contentHash\":\"%s\",\"version\":0}".formatted(hash(proposed));
        Event first = world.request("ed", "proposals.accept", proposalId(proposed), "proposal", data, "{}");
        Event second = world.request("ann", "proposals.reject", proposalId(proposed), "proposal", "{}", "{}");

        Outcome outcome = world.settle(List.of(first, second));

        assertThat(outcome.the("proposals.reject.rejected")
                        .data()
                        .toNode()
                        .path("rule")
                        .asString())
                .isEqualTo("proposal.already_decided");
        assertThat(outcome.data("proposals.reject.rejected").path("reason").asString())
                .isEqualTo("%s was accepted by ed at 2024-12-01T12:00:00.000000Z".formatted(proposalId(proposed)));
    }

    @Test
    void aSubjectThatMovedOn_makesTheProposalAskAgain() {
        world.ask("ed", "entities.create", "note_1", "note", "{\"title\":\"a\"}");
        long seen = world.subject("note_1").factVersion();
        Outcome proposed =
                propose("update", "note_1", "note", "{\"changes\":{\"title\":\"b\"},\"expectedVersion\":" + seen + "}");
        world.ask("ed", "entities.update", "note_1", "note", "{\"changes\":{\"title\":\"c\"}}");
        long now = world.subject("note_1").factVersion();

        Outcome stale = accept("ann", proposed, seen);

        assertThat(stale.types()).containsExactly("proposals.accept.rejected", "proposal.stale");
        assertThat(stale.text("rule")).isEqualTo("proposal.stale");
        assertThat(stale.data("proposal.stale").toString())
                .isEqualTo("{\"baseVersion\":%d,\"staleVersion\":%d}".formatted(now, seen));
        assertThat(status(proposalId(proposed))).isEqualTo("waiting");
        assertThat(accept("ann", proposed, now).types()).contains("note.title_changed", "proposal.accepted");
    }

    @Test
    void otherContentThanTheReviewerSaw_isNotAccepted() {
        Outcome proposed = propose("create", "task_1", "task", "{\"title\":\"Call Marie\"}");

        assertThat(decide("ed", "accept", proposed, "{\"contentHash\":\"abc\",\"version\":0}")
                        .rule())
                .isEqualTo("proposal.content_changed");
    }

    @Test
    void aProposalPastItsTime_isNotAccepted() {
        Outcome proposed = propose("create", "task_1", "task", "{\"title\":\"Call Marie\"}");
        world.wait(Duration.ofDays(8));

        assertThat(accept("ed", proposed, 0).rule()).isEqualTo("proposal.expired");
    }

    @ParameterizedTest
    @CsvSource({"robo, proposal.own", "bot, agent.default", "vic, role.viewer", "gus, no_access"})
    void whoHasNoRight_decidesNothing(String user, String rule) {
        Outcome proposed = propose("create", "task_1", "task", "{\"title\":\"Call Marie\"}");

        assertThat(accept(user, proposed, 0).rule()).isEqualTo(rule);
        assertThat(decide(user, "reject", proposed, "{}").rule()).isEqualTo(rule);
    }

    @Test
    void anAgentWithAPolicy_acceptsAnothersProposal() {
        Outcome proposed = propose("create", "task_1", "task", "{\"title\":\"Call Marie\"}");
        world.ask("ann", "entities.create", DerivedIds.policy("bot", "proposals.accept.task"), "policy", """
                {"agentId":"bot","pattern":"proposals.accept.task","effect":"auto_approve"}""");

        assertThat(accept("bot", proposed, 0).types()).contains("task.created");
    }

    @Test
    void aProposalToMakeAnAdmin_isTheOwnersToAccept() {
        world.ask("owner", "entities.delete", DerivedIds.member("bot"), "member", "{}");
        World other = new World();
        other.member("ann", "admin");
        String gus = DerivedIds.member("gus");
        other.member("robo", "admin");
        Outcome proposed =
                other.ask("robo", "entities.create", gus, "member", "{\"userId\":\"gus\",\"role\":\"viewer\"}");
        String id = proposalId(proposed);
        String data = """
                {"contentHash":"%s","version":0,"content":{"userId":"gus","role":"admin"}}""".formatted(hash(proposed));

        assertThat(other.ask("ann", "proposals.modify", id, "proposal", data).rule())
                .isEqualTo("member.admin");
        assertThat(other.ask("owner", "proposals.modify", id, "proposal", data).types())
                .contains("member.created");
    }

    @Test
    void aSubjectThatIsNoProposal_isNotFound() {
        world.ask("ed", "entities.create", "note_1", "note", "{}");

        assertThat(world.ask("ed", "proposals.reject", "note_1", "note", "{}").rule())
                .isEqualTo("proposal.not_found");
        assertThat(world.ask("ed", "proposals.reject", "p_9", "proposal", "{}").rule())
                .isEqualTo("proposal.not_found");
    }

    private Outcome propose(String verb, String id, String type, String data) {
        return world.ask("robo", "entities." + verb, id, type, data);
    }

    private Outcome accept(String user, Outcome proposed, long version) {
        return decide(
                user, "accept", proposed, "{\"contentHash\":\"%s\",\"version\":%d}".formatted(hash(proposed), version));
    }

    private Outcome decide(String user, String verb, Outcome proposed, String data) {
        return world.ask(user, "proposals." + verb, proposalId(proposed), "proposal", data);
    }

    private String status(String proposalId) {
        return world.subject(proposalId).state().toNode().path("status").asString();
    }

    private static String hash(Outcome proposed) {
        return proposed.data("proposal.created").path("contentHash").asString();
    }

    private static String proposalId(Outcome proposed) {
        return proposed.the("proposal.created").subjectId();
    }
}
