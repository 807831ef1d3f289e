package dev.synap.core.fold;

import static dev.synap.core.event.EventFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that explain event sourcing to Synap's users, taken at their word. */
class SeedExamplesTest {

    private static final List<Event> EDITS = List.of(
            at(1, "note.created", "{\"id\":\"note_123\",\"content\":\"Original\"}", "alice", "2024-12-01T10:00:00Z"),
            at(2, "note.updated", "{\"id\":\"note_123\",\"content\":\"First edit\"}", "alice", "2024-12-05T14:30:00Z"),
            at(3, "note.updated", "{\"id\":\"note_123\",\"content\":\"Second edit\"}", "bob", "2024-12-10T09:15:00Z"));

    @Test
    void threeEvents_addUpToTheSecondEdit() {
        State note = Fold.all("note_123", EDITS);

        assertThat(note.fields().text())
                .isEqualTo("{\"id\":\"note_123\",\"content\":\"Second edit\","
                        + "\"createdAt\":\"2024-12-01T10:00:00.000000Z\",\"createdBy\":\"alice\","
                        + "\"updatedAt\":\"2024-12-10T09:15:00.000000Z\",\"updatedBy\":\"bob\"}");
        assertThat(note)
                .extracting(State::subjectType, State::version, State::position, State::deleted, State::exists)
                .containsExactly("note", 3L, 3L, false, true);
    }

    @Test
    void asOfFifthOfDecember_theNoteHasTheFirstEdit() {
        Instant before = Instant.parse("2024-12-05T23:59:59Z");

        State note = Fold.all(
                "note_123",
                EDITS.stream().filter(e -> !e.timestamp().isAfter(before)).toList());

        assertThat(note.fields().text())
                .isEqualTo("{\"id\":\"note_123\",\"content\":\"First edit\","
                        + "\"createdAt\":\"2024-12-01T10:00:00.000000Z\",\"createdBy\":\"alice\","
                        + "\"updatedAt\":\"2024-12-05T14:30:00.000000Z\",\"updatedBy\":\"alice\"}");
    }

    @Test
    void deletedNote_keepsItsContentAndSaysWhoDeletedItAndWhen() {
        State note = Fold.from(Fold.all("note_123", EDITS))
                .add(at(4, "note.deleted", "{}", "bob", "2024-12-15T16:45:00Z"))
                .state();

        assertThat(note.deleted()).isTrue();
        assertThat(note.fields().text())
                .isEqualTo("{\"id\":\"note_123\",\"content\":\"Second edit\","
                        + "\"createdAt\":\"2024-12-01T10:00:00.000000Z\",\"createdBy\":\"alice\","
                        + "\"updatedAt\":\"2024-12-10T09:15:00.000000Z\",\"updatedBy\":\"bob\","
                        + "\"deletedAt\":\"2024-12-15T16:45:00.000000Z\",\"deletedBy\":\"bob\"}");
    }

    @Test
    void collaborativeNote_hasEverybodysPart_andCanBeSeenAfterStepThree() {
        List<Event> story = List.of(
                at(1, "note.created", "{\"title\":\"Meeting Notes\"}", "alice", "2024-12-15T09:00:00Z"),
                at(
                        2,
                        "note.content_updated",
                        "{\"content\":\"Action items: call Marie\"}",
                        "bob",
                        "2024-12-15T09:05:00Z"),
                at(3, "note.title_changed", "{\"title\":\"Team Meeting Dec 15\"}", "alice", "2024-12-15T09:10:00Z"),
                at(4, "note.commented", "{\"text\":\"Great summary!\"}", "charlie", "2024-12-15T09:15:00Z"),
                at(5, "note.completed", "{}", "bob", "2024-12-15T09:20:00Z"));

        State afterStepThree = Fold.all("note_123", story.subList(0, 3));
        State now = Fold.all("note_123", story);

        String edited = "{\"id\":\"note_123\",\"title\":\"Team Meeting Dec 15\","
                + "\"createdAt\":\"2024-12-15T09:00:00.000000Z\",\"createdBy\":\"alice\","
                + "\"content\":\"Action items: call Marie\",";
        assertThat(afterStepThree.fields().text())
                .isEqualTo(edited + "\"updatedAt\":\"2024-12-15T09:10:00.000000Z\",\"updatedBy\":\"alice\"}");
        assertThat(now.fields().text())
                .isEqualTo(
                        edited + "\"updatedAt\":\"2024-12-15T09:20:00.000000Z\",\"updatedBy\":\"bob\","
                                + "\"status\":\"done\",\"completedAt\":\"2024-12-15T09:20:00.000000Z\",\"completedBy\":\"bob\"}");
        assertThat(now.version()).isEqualTo(5);
    }

    @Test
    void threePhasesOfACreation_areHistoryButNotState() {
        State note = Fold.all(
                "note_123",
                List.of(
                        at(1, "entities.create.requested", "{\"type\":\"note\"}", "alice", "2024-12-26T14:30:00Z"),
                        at(2, "entities.create.approved", "{\"type\":\"note\"}", "system", "2024-12-26T14:30:01Z"),
                        at(
                                3,
                                "entities.create.validated",
                                "{\"entityId\":\"note_123\"}",
                                "system",
                                "2024-12-26T14:30:02Z")));

        assertThat(note.fields().isEmpty()).isTrue();
        assertThat(note.version()).isEqualTo(3);
    }
}
