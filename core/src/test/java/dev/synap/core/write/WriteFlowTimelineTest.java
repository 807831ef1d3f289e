package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.fold.State;
import dev.synap.core.history.Contributor;
import dev.synap.core.history.EntryKind;
import dev.synap.core.history.Timeline;
import dev.synap.core.history.TimelineEntry;
import dev.synap.core.history.TimelineStep;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the write flow writes, told as a timeline. */
class WriteFlowTimelineTest {

    private static final Function<String, String> NAMES =
            id -> Map.of("ed", "Ed", "ann", "Ann", "robo", "Robo").getOrDefault(id, id);

    private final World world = World.withMembers();

    @Test
    void aRequestAndAllThatFollows_isOneEntry() {
        world.ask("ed", "entities.create", "note_1", "note", "{\"title\":\"Plan\"}", "{\"reason\":\"for Marie\"}");

        TimelineEntry entry = timeline("note_1").entries().getFirst();

        assertThat(timeline("note_1").entries()).hasSize(1);
        assertThat(entry.kind()).isEqualTo(EntryKind.CHANGE);
        assertThat(entry.sentence()).isEqualTo("Ed created note");
        assertThat(entry.reason()).isEqualTo("for Marie");
        assertThat(entry.steps())
                .extracting(TimelineStep::sentence)
                .hasSize(3)
                .startsWith("Ed asked to create note")
                .endsWith("Carried out");
    }

    @Test
    void anAcceptedProposal_isTheAgentsChange_approvedByAPerson() {
        world.ask("ed", "entities.create", "note_1", "note", "{\"title\":\"Plan\"}");
        Outcome proposed =
                world.ask("robo", "entities.update", "note_1", "note", "{\"changes\":{\"content\":\"Call Marie\"}}");
        assertThat(timeline("note_1").entries().getLast())
                .extracting(TimelineEntry::kind, TimelineEntry::sentence)
                .containsExactly(EntryKind.PROPOSED, "Robo proposed to update note");
        String id = proposed.the("proposal.created").subjectId();
        String hash = proposed.data("proposal.created").path("contentHash").asString();
        long version = world.subject("note_1").factVersion();

        world.ask(
                "ann",
                "proposals.accept",
                id,
                "proposal",
                "{\"contentHash\":\"%s\",\"version\":%d}".formatted(hash, version));

        TimelineEntry entry = timeline("note_1").entries().getLast();
        assertThat(entry.kind()).isEqualTo(EntryKind.CHANGE);
        assertThat(entry.sentence()).isEqualTo("Robo edited content");
        assertThat(entry.steps())
                .extracting(TimelineStep::sentence)
                .hasSize(4)
                .contains("Approved by Ann")
                .endsWith("Carried out");
        assertThat(timeline("note_1").contributors())
                .containsExactly(new Contributor("ed", "Ed"), new Contributor("robo", "Robo"));
    }

    @Test
    void whatWasRefused_isAnEntryThatSaysWhy() {
        world.ask("ed", "entities.create", "note_1", "note", "{}");
        world.ask("vic", "entities.update", "note_1", "note", "{\"changes\":{\"title\":\"Mine\"}}");

        TimelineEntry entry = timeline("note_1").entries().getLast();

        assertThat(entry.kind()).isEqualTo(EntryKind.REJECTED);
        assertThat(entry.sentence()).isEqualTo("vic asked to update note, which was rejected");
        assertThat(entry.steps().getLast().sentence()).startsWith("Rejected: ");
    }

    private Timeline timeline(String subjectId) {
        return Timeline.of(
                State.none(subjectId),
                List.copyOf(world.log()).stream()
                        .filter(event -> event.subjectId().equals(subjectId))
                        .toList(),
                NAMES);
    }
}
