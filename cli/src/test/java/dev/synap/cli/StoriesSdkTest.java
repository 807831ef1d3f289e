package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.client.KeyRequest;
import dev.synap.client.Note;
import dev.synap.client.Proposal;
import dev.synap.client.Synap;
import dev.synap.client.Task;
import dev.synap.client.TimelinePage;
import dev.synap.client.Why;
import dev.synap.core.access.Role;
import dev.synap.core.history.Contributor;
import dev.synap.core.history.TimelineEntry;
import dev.synap.core.history.TimelineStep;
import dev.synap.core.log.AsOf;
import dev.synap.core.write.ReasoningTrace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stories of people and of the assistant, told with the Java SDK from their beginning to their end. */
@Timeout(120)
class StoriesSdkTest {

    private static final String ASSISTANT = "synap-assistant";

    private final Synap synap =
            RealServer.client().workspace(RealServer.newWorkspace()).build();
    private final List<Synap> others = new ArrayList<>();

    @AfterEach
    void close() {
        others.forEach(Synap::close);
        synap.close();
    }

    @Test
    void threePeopleWriteANoteTogether_andAnyOfItsFiveChangesCanBeTold_seen_andUndone() {
        // given
        Synap alice = member("storyAlice", Role.EDITOR);
        Synap bob = member("storyBob", Role.EDITOR);
        Synap charlie = member("storyCharlie", Role.COMMENTER);

        // when
        alice.notes()
                .waiting()
                .create(n -> n.put("id", "note_1").put("title", "Meeting Notes"))
                .orThrow();
        bob.notes()
                .waiting()
                .update("note_1", n -> n.put("content", "- [ ] Action items: call Marie"))
                .orThrow();
        long titled = alice.notes()
                .waiting()
                .update("note_1", n -> n.put("title", "Team Meeting Dec 15"))
                .orThrow()
                .version();
        charlie.comments().waiting().create("note_1", "Great summary!").orThrow();
        bob.notes()
                .waiting()
                .update("note_1", n -> n.put("content", "- [x] Action items: call Marie"))
                .orThrow();

        // then
        TimelinePage page = charlie.history().timeline("note_1", null, 100);
        assertThat(page.entries())
                .extracting(TimelineEntry::sentence)
                .containsExactly(
                        "storyBob edited content",
                        "storyAlice edited title",
                        "storyBob edited content",
                        "storyAlice created note");
        assertThat(page.entries().stream().flatMap(entry -> entry.steps().stream()))
                .extracting(TimelineStep::sentence)
                .anySatisfy(sentence -> assertThat(sentence).contains("storyCharlie", "Great summary!"));
        assertThat(page.contributors())
                .extracting(Contributor::userId)
                .containsExactlyInAnyOrder("storyAlice", "storyBob", "storyCharlie");
        assertThat(synap.state("note_1", AsOf.version(titled))
                        .toNode()
                        .path("title")
                        .asString())
                .isEqualTo("Team Meeting Dec 15");
        assertThat(synap.state("note_1", AsOf.version(titled))
                        .toNode()
                        .path("content")
                        .asString())
                .isEqualTo("- [ ] Action items: call Marie");

        String renaming = page.entries().get(1).changeId();
        alice.history()
                .undos()
                .waiting()
                .undo("note_1", choice -> choice.changes(renaming))
                .orThrow();
        Note note = synap.notes().get("note_1").orElseThrow();
        assertThat(note.title()).isEqualTo("Meeting Notes");
        assertThat(note.content()).isEqualTo("- [x] Action items: call Marie");
    }

    @Test
    void wordsThatAreTyped_becomeATaskThatSaysWhy_allTheWayBackToThem() {
        // given
        Synap alice = assisted("storyWriter");

        // when
        alice.capture("call marie tomorrow").andWait().orThrow();
        Proposal proposal = suggested(alice);
        assertThat(synap.tasks().list()).isEmpty();
        alice.proposals().waiting().accept(proposal).orThrow();

        // then
        Task task = synap.tasks().list().first().orElseThrow();
        assertThat(task.title()).isEqualToIgnoringCase("call marie");
        assertThat(task.entity().text("dueDate"))
                .isEqualTo(LocalDate.now().plusDays(1).toString());
        Why why = alice.history().why(task.id()).orElseThrow();
        assertThat(why.because())
                .extracting(Why.Link::type)
                .containsSubsequence(
                        "capture.created",
                        "agent.invoked",
                        "suggestion.created",
                        "proposal.created",
                        "proposals.accept.requested",
                        "task.created");
        Why.Link words = link(why, "capture.created");
        assertThat(words.userId()).isEqualTo("storyWriter");
        assertThat(words.data().toNode().path("content").asString()).isEqualTo("call marie tomorrow");
        ReasoningTrace trace = link(why, "agent.invoked").reasoning().orElseThrow();
        assertThat(trace.steps())
                .hasSizeGreaterThan(1)
                .allSatisfy(step -> assertThat(step.confidence()).isBetween(0.0, 1.0));
        Why.Link decision = link(why, "proposals.accept.requested");
        assertThat(decision.userId()).isEqualTo("storyWriter");
        assertThat(decision.data().toNode().path("contentHash").asString()).isEqualTo(proposal.contentHash());
        assertThat(alice.history().whyEvent(words.eventId()).orElseThrow().cameOfIt())
                .extracting(Why.Link::type)
                .contains("task.created");
        assertThat(alice.history().why("task_none")).isEmpty();
    }

    @Test
    void whatAPersonModifiesOrRejects_isWhatTheyMadeOfIt_withTheSuggestionBesideIt() {
        Synap alice = assisted("storyDecider");
        alice.capture("call marie tomorrow").andWait().orThrow();
        Proposal first = suggested(alice);
        alice.proposals()
                .waiting()
                .modify(first, content -> content.put("title", "Call Marie about the roses"))
                .orThrow();
        assertThat(synap.tasks().list()).extracting(Task::title).containsExactly("Call Marie about the roses");
        Proposal modified = alice.proposals().get(first.id()).orElseThrow();
        assertThat(modified.status()).isEqualTo("modified");
        assertThat(modified.content()).isEqualTo(first.content());

        alice.capture("call bob tomorrow").andWait().orThrow();
        Proposal second = suggested(alice);
        alice.proposals().waiting().reject(second, "He is away").orThrow();
        assertThat(synap.tasks().list()).hasSize(1);
        assertThat(alice.history().whyEvent(second.requestId()).orElseThrow().cameOfIt())
                .filteredOn(link -> link.type().equals("proposals.reject.requested"))
                .extracting(Why.Link::reason)
                .containsExactly("He is away");
    }

    /** An editor of a workspace that has let the assistant in. */
    private Synap assisted(String userId) {
        synap.members().waiting().add(ASSISTANT, Role.EDITOR).orThrow();
        return member(userId, Role.EDITOR);
    }

    private Synap member(String userId, Role role) {
        synap.users().create(userId, userId);
        synap.members().waiting().add(userId, role).orThrow();
        Synap member = RealServer.client()
                .key(synap.keys().create(KeyRequest.named("test").user(userId)).secret())
                .workspace(synap.workspace())
                .build();
        others.add(member);
        return member;
    }

    private static Proposal suggested(Synap synap) {
        await().until(() -> synap.proposals().list().first().isPresent());
        return synap.proposals().list().first().orElseThrow();
    }

    private static Why.Link link(Why why, String type) {
        return why.because().stream()
                .filter(link -> link.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
