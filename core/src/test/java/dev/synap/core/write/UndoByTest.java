package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Fold;
import dev.synap.core.json.Json;
import dev.synap.core.undo.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class UndoByTest {

    private final World world = World.withMembers();

    @Test
    void whatAUserDid_isTakenBack_andWhatOthersDidLaterStays() {
        create("ann", "note_1", "{\"title\":\"a\",\"mood\":\"calm\"}");
        update("ed", "note_1", "{\"title\":\"b\",\"mood\":\"wild\"}");
        update("ann", "note_1", "{\"mood\":\"mine\"}");
        create("ed", "note_2", "{\"title\":\"his\"}");

        UndoBySurvey survey = world.survey("ann", "{\"userId\":\"ed\"}");
        Outcome outcome = world.undoBy("ann", survey);

        assertThat(survey.subjects()).isEqualTo(2);
        assertThat(survey.superseded()).isEqualTo(1);
        assertThat(survey.affected()).containsExactly("ann");
        assertThat(outcome.data("history.undo_by.validated").at("/written").longValue())
                .isEqualTo(2);
        assertThat(fields("note_1").get("title").stringValue()).isEqualTo("a");
        assertThat(fields("note_1").get("mood").stringValue()).isEqualTo("mine");
        assertThat(world.subject("note_2").isLive()).isFalse();
    }

    @Test
    void whatOthersDependOn_stays_andIsTold_andTheRestIsTakenBack() {
        create("ed", "note_1", "{\"title\":\"his\"}");
        create("ed", "note_2", "{\"title\":\"his\"}");
        world.ask("ann", "entities.create", "task_1", "task", "{\"title\":\"hers\",\"noteId\":\"note_1\"}");
        world.ask("ed", "entities.create", "task_2", "task", "{\"title\":\"his\",\"noteId\":\"note_2\"}");

        UndoBySurvey survey = world.survey("owner", "{\"userId\":\"ed\"}");
        world.undoBy("owner", survey);

        assertThat(survey.left()).isEqualTo(1);
        assertThat(survey.first())
                .filteredOn(taken -> !taken.left().isEmpty())
                .flatExtracting(Taken::left)
                .containsExactly("task_1 depends on it");
        assertThat(world.subject("note_1").isLive()).isTrue();
        assertThat(world.subject("note_2").isLive()).isFalse();
        assertThat(world.subject("task_2").isLive()).isFalse();
    }

    @Test
    void whatOthersDidByTheSameChange_stays_andStillCounts() {
        create("ann", "note_1", "{\"title\":\"a\"}");
        world.factOf("both", "note_1", "note.updated", "note", "{\"mood\":\"owner's\"}");
        world.factBy("ed", "both", "note_1", "note.updated", "note", "{\"tone\":\"his\"}");

        world.undoBy("ann", world.survey("ann", "{\"userId\":\"ed\"}"));

        assertThat(fields("note_1").has("tone")).isFalse();
        assertThat(fields("note_1").get("mood").stringValue()).isEqualTo("owner's");
        world.ask("owner", "history.undo", "note_1", "note", "{}");
        assertThat(fields("note_1").has("mood")).isFalse();
    }

    @Test
    void whatTheUserHasUndone_andAnotherHasBroughtBack_stays_andIsTold() {
        create("ed", "note_1", "{\"title\":\"his\"}");
        world.ask("ed", "history.undo", "note_1", "note", "{}");
        world.ask("owner", "entities.restore", "note_1", "note", "{}");

        UndoBySurvey survey = world.survey("owner", "{\"userId\":\"ed\"}");

        assertThat(survey.written()).isZero();
        assertThat(survey.left()).isEqualTo(1);
        assertThat(survey.first().getFirst().left())
                .containsExactly("it was undone that the user made it, and somebody has brought it back");
    }

    @Test
    void itIsRedone_subjectBySubject() {
        create("ed", "note_1", "{\"title\":\"his\"}");
        create("ed", "note_2", "{\"title\":\"his\"}");
        world.undoBy("ann", world.survey("ann", "{\"userId\":\"ed\"}"));

        world.ask("ann", "history.redo", "note_1", "note", "{}");

        assertThat(world.subject("note_1").isLive()).isTrue();
        assertThat(world.subject("note_2").isLive()).isFalse();
    }

    @Test
    void aSubjectThatHasMovedOnSinceThePreview_makesItStale() {
        create("ed", "note_1", "{\"title\":\"his\"}");
        UndoBySurvey survey = world.survey("ann", "{\"userId\":\"ed\"}");
        update("ann", "note_1", "{\"mood\":\"new\"}");

        assertThat(world.undoBy("ann", survey).rule()).isEqualTo("undo.stale");
        assertThat(world.subject("note_1").isLive()).isTrue();
    }

    @Test
    void onlyAdmins_andNoAgents_mayDoIt() {
        create("ann", "note_1", "{\"title\":\"hers\"}");
        UndoBySurvey survey = world.survey("ann", "{\"userId\":\"ann\"}");

        assertThat(world.undoBy("ed", survey).rule()).isEqualTo("undo.by");
        assertThat(world.undoBy("robo", survey).rule()).isEqualTo("undo.by");
    }

    @Test
    void nobodyCutsSlices_butSynapItself() {
        assertThat(world.ask("owner", "history.undo_by_slice", "undo_x", "undo", "{\"userId\":\"ed\"}")
                        .rule())
                .isEqualTo("no_access");
    }

    @Test
    void manySubjects_areTakenBackInSlices_asOneChange() {
        for (int i = 0; i < 250; i++) {
            create("ed", "note_" + i, "{\"title\":\"his\"}");
        }

        Outcome outcome = world.undoBy("ann", world.survey("ann", "{\"userId\":\"ed\"}"));

        assertThat(outcome.data("history.undo_by.validated").at("/written").longValue())
                .isEqualTo(250);
        List<Event> facts = world.log().stream()
                .filter(event -> event.type().equals("note.reverted"))
                .toList();
        assertThat(facts).hasSize(250);
        assertThat(facts)
                .extracting(Event::correlationId)
                .containsOnly(facts.getFirst().correlationId());
        assertThat(world.log())
                .filteredOn(event -> event.type().equals("history.undo_by_slice.requested"))
                .hasSize(3);
    }

    @Test
    void onlyTheSubjectsAndTimesThatAreAskedFor_areReached_butChangesAreTakenBackWhole() {
        create("ann", "note_1", "{\"title\":\"a\"}");
        create("ann", "note_2", "{\"title\":\"a\"}");
        world.factBy("ed", "both", "note_1", "note.updated", "note", "{\"tone\":\"his\"}");
        world.factBy("ed", "both", "note_2", "note.updated", "note", "{\"tone\":\"his\"}");
        update("ed", "note_2", "{\"mood\":\"his\"}");

        UndoBySurvey survey = world.survey("ann", "{\"userId\":\"ed\",\"subjects\":[\"note_1\"]}");
        world.undoBy("ann", survey);

        assertThat(fields("note_1").has("tone")).isFalse();
        assertThat(fields("note_2").has("tone")).isFalse();
        assertThat(fields("note_2").has("mood")).isTrue();
    }

    private void create(String user, String id, String fields) {
        world.ask(user, "entities.create", id, "note", fields);
    }

    private void update(String user, String id, String changes) {
        world.ask(user, "entities.update", id, "note", "{\"changes\":%s}".formatted(changes));
    }

    private ObjectNode fields(String id) {
        return Json.readObject(
                Json.write(Fold.all(id, world.events(id, 0, Long.MAX_VALUE)).toNode()));
    }
}
