package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.synap.client.KeyRequest;
import dev.synap.client.Member;
import dev.synap.client.Note;
import dev.synap.client.Proposal;
import dev.synap.client.Synap;
import dev.synap.client.SynapClientException;
import dev.synap.client.Task;
import dev.synap.client.WriteResult;
import dev.synap.client.WriteResult.Proposed;
import dev.synap.client.WriteResult.Rejected;
import dev.synap.client.WriteResult.Validated;
import dev.synap.core.access.PolicyEffect;
import dev.synap.core.access.Role;
import dev.synap.core.access.ShareLevel;
import dev.synap.core.event.Event;
import dev.synap.core.json.JsonObject;
import dev.synap.core.write.ReasoningTrace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members, guests and agents with the Java SDK, against the server itself. */
@Timeout(120)
class PeopleSdkTest {

    private static final ReasoningTrace WHY = new ReasoningTrace(
            "orchestrator",
            "model-1",
            List.of(
                    new ReasoningTrace.Step("User mentioned calling Marie tomorrow", "Extract task entity", 0.95),
                    new ReasoningTrace.Step("Task has temporal constraint", "Set due date to 2024-12-20", 0.98)),
            new ReasoningTrace.Outcome("create_task", JsonObject.parse("{\"title\":\"Call Marie\"}")),
            1523L);

    private final Synap synap =
            RealServer.client().workspace(RealServer.newWorkspace()).build();
    private final List<Synap> others = new ArrayList<>();

    @BeforeEach
    void makeANote() {
        synap.notes()
                .waiting()
                .create(n -> n.put("id", "note_1").put("title", "Plan"))
                .orThrow();
    }

    @AfterEach
    void close() {
        others.forEach(Synap::close);
        synap.close();
    }

    @Test
    void aRole_decidesWhatAMemberMayDo_andTheDecisionNamesIt() {
        // given
        Synap mary = person("mary");
        assertThatThrownBy(() -> mary.notes().list().toList()).isInstanceOf(SynapClientException.class);
        // when, then
        synap.members().waiting().add(idOf("mary"), Role.VIEWER).orThrow();
        // A node may believe for a second what it has told her just before.
        await().ignoreExceptions().until(() -> mary.notes().list().first().isPresent());
        assertThat(mary.notes().list().stream().map(Note::title)).containsExactly("Plan");
        WriteResult<Note> refused = mary.notes().waiting().update("note_1", n -> n.put("title", "Mine"));
        assertThat(refused).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.rule()).isEqualTo("role.viewer");
            assertThat(rejected.problem().code()).isEqualTo("not-permitted");
        });
        synap.members().waiting().change(idOf("mary"), Role.EDITOR).orThrow();
        mary.notes().waiting().update("note_1", n -> n.put("title", "Ours")).orThrow();
        assertThat(synap.members().list()).extracting(Member::role).containsExactly(Role.OWNER, Role.EDITOR);
        synap.members().waiting().remove(idOf("mary")).orThrow();
        assertThat(synap.members().list()).extracting(Member::userId).containsExactly("owner");
        assertThat(synap.events().getHistory("note_1").stream().map(Event::type))
                .contains("entities.update.rejected", "note.title_changed");
    }

    @Test
    void aGuest_seesAndDoesWhatTheShareSays() {
        synap.notes()
                .waiting()
                .create(n -> n.put("id", "note_2").put("title", "Secret"))
                .orThrow();
        Synap bob = person("bob");

        synap.shares()
                .waiting()
                .create("note_1", idOf("bob"), ShareLevel.COMMENT)
                .orThrow();

        assertThat(bob.notes().list().stream().map(Note::title)).containsExactly("Plan");
        assertThat(bob.comments().waiting().create("note_1", "Great summary!")).isInstanceOf(Validated.class);
        assertThat(bob.notes().waiting().update("note_1", n -> n.put("title", "Mine")))
                .isInstanceOf(Rejected.class);
        assertThat(synap.shares().list(q -> q.subject("note_1"))).hasSize(1);
    }

    @Test
    void anAgentsWish_waitsForAPerson_whoSeesWhyAndDecides() {
        // given
        Synap agent = agent();
        // when
        Proposed<Task> proposed = propose(agent, "task_1", "Call Marie");
        Proposal proposal = synap.proposals().get(proposed.proposalId()).orElseThrow();
        // then
        assertThat(proposed.rule()).isEqualTo("agent.default");
        assertThat(proposal.proposedBy()).isEqualTo(idOf("agent"));
        assertThat(proposal.action()).isEqualTo("entities.create.task");
        assertThat(proposal.reasoning()).contains(WHY);
        assertThat(synap.proposals().list().stream().map(Proposal::id)).containsExactly(proposal.id());
        assertThat(agent.proposals().waiting().accept(proposal)).isInstanceOf(Rejected.class);
        assertThat(synap.tasks().list()).isEmpty();
        synap.proposals().waiting().accept(proposal).orThrow();
        assertThat(synap.tasks().list().stream().map(Task::title)).containsExactly("Call Marie");
        assertThat(synap.proposals().list()).isEmpty();
        assertThat(synap.proposals().get(proposal.id()).orElseThrow().status()).isEqualTo("accepted");
        assertThat(synap.proposals().waiting().reject(proposal, "too late"))
                .isInstanceOfSatisfying(
                        Rejected.class, late -> assertThat(late.rule()).isEqualTo("proposal.already_decided"));
    }

    @Test
    void proposals_areModifiedRejectedAndWithdrawn() {
        Synap agent = agent();
        Proposal first = inbox(propose(agent, "task_1", "Call Mary"));
        Proposal second = inbox(propose(agent, "task_2", "Call again"));
        Proposal third = inbox(propose(agent, "task_3", "Call once more"));

        synap.proposals()
                .waiting()
                .modify(first, task -> task.put("title", "Call Marie"))
                .orThrow();
        synap.proposals().waiting().reject(second, "once is enough").orThrow();
        agent.proposals().waiting().withdraw(third).orThrow();

        assertThat(synap.tasks().list().stream().map(Task::title)).containsExactly("Call Marie");
        assertThat(List.of(first, second, third))
                .extracting(
                        each -> synap.proposals().get(each.id()).orElseThrow().status())
                .containsExactly("modified", "rejected", "withdrawn");
        assertThat(synap.proposals()
                        .get(first.id())
                        .orElseThrow()
                        .content()
                        .toNode()
                        .get("title")
                        .stringValue())
                .isEqualTo("Call Mary");
    }

    @Test
    void proposalWhoseSubjectMovedOn_isStale_andAsksAgain() {
        Synap agent = agent();
        WriteResult<Note> wish = agent.notes().waiting().update("note_1", n -> n.put("content", "By the agent"));
        Proposal seen = inbox(wish);
        synap.notes().waiting().update("note_1", n -> n.put("content", "By me")).orThrow();

        WriteResult<Proposal> stale = synap.proposals().waiting().accept(seen);

        assertThat(stale)
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.rule()).isEqualTo("proposal.stale"));
        Proposal again = synap.proposals().list().first().orElseThrow();
        assertThat(again.baseVersion()).isGreaterThan(seen.baseVersion());
        synap.proposals().waiting().accept(again).orThrow();
        assertThat(synap.notes().get("note_1").orElseThrow().content()).isEqualTo("By the agent");
    }

    @Test
    void aPolicy_speaksForTheNextDecision() {
        Synap agent = agent();
        String policy = synap.policies()
                .waiting()
                .create(idOf("agent"), "entities.create.task", PolicyEffect.AUTO_APPROVE)
                .orThrow()
                .subjectId();

        assertThat(agent.tasks().waiting().create(t -> t.put("title", "Allowed")))
                .isInstanceOf(Validated.class);
        synap.policies().waiting().change(policy, PolicyEffect.DENY).orThrow();
        assertThat(agent.tasks().waiting().create(t -> t.put("title", "Denied")))
                .isInstanceOf(Rejected.class);
        synap.policies().waiting().remove(policy).orThrow();
        assertThat(agent.tasks().waiting().create(t -> t.put("title", "Asked"))).isInstanceOf(Proposed.class);
    }

    private Proposed<Task> propose(Synap agent, String id, String title) {
        WriteResult<Task> result = agent.tasks()
                .waiting()
                .with(w -> w.ai(WHY))
                .create(t -> t.put("id", id).put("title", title));
        assertThat(result).isInstanceOf(Proposed.class);
        return (Proposed<Task>) result;
    }

    private Proposal inbox(WriteResult<?> wish) {
        assertThat(wish).isInstanceOf(Proposed.class);
        return synap.proposals()
                .list(q -> q.subject(wish.subjectId()).minPosition(((Proposed<?>) wish).position()))
                .first()
                .orElseThrow();
    }

    private String idOf(String name) {
        return name + "_of_" + synap.workspace();
    }

    private Synap person(String name) {
        synap.users().create(idOf(name), name);
        return connect(name);
    }

    /** An agent that is an editor. */
    private Synap agent() {
        synap.agents().create(idOf("agent"), "Agent");
        synap.members().waiting().add(idOf("agent"), Role.EDITOR).orThrow();
        return connect("agent");
    }

    private Synap connect(String name) {
        String key =
                synap.keys().create(KeyRequest.named(name).user(idOf(name))).secret();
        Synap other = Synap.builder()
                .url(RealServer.url())
                .key(key)
                .workspace(synap.workspace())
                .build();
        others.add(other);
        return other;
    }
}
