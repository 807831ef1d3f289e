package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class UndoTest {

    private final World world = World.withMembers();

    @Test
    void theLastChanges_areTakenBack_asOneChange() {
        note("ann", "{\"content\":\"Original\"}");
        update("ann", "{\"content\":\"First edit\"}");
        update("ann", "{\"content\":\"Second edit\",\"title\":\"Plan\"}");

        Outcome outcome = history("ann", "undo", "{\"count\":2}");

        assertThat(outcome.types()).containsExactly("history.undo.approved", "note.reverted", "history.undo.validated");
        assertThat(outcome.events())
                .extracting(Event::correlationId)
                .containsOnly(outcome.events().getFirst().correlationId());
        ObjectNode fact = outcome.data("note.reverted");
        assertThat(fact.get("kind").stringValue()).isEqualTo("undo");
        assertThat(fact.get("set").toString())
                .isEqualTo("[{\"path\":\"/content\",\"value\":\"Original\"},{\"path\":\"/title\"}]");
        assertThat(fact.get("reverts").size()).isEqualTo(2);
        assertThat(field("content")).isEqualTo("Original");
    }

    @Test
    void undoneChanges_areSkipped_andCanBeRedone() {
        note("ann", "{\"content\":\"0\"}");
        update("ann", "{\"content\":\"1\"}");
        update("ann", "{\"content\":\"2\"}");

        history("ann", "undo", "{}");
        assertThat(field("content")).isEqualTo("1");
        history("ann", "undo", "{}");
        assertThat(field("content")).isEqualTo("0");
        history("ann", "redo", "{}");
        assertThat(field("content")).isEqualTo("1");
        history("ann", "redo", "{}");
        assertThat(field("content")).isEqualTo("2");
        assertThat(history("ann", "redo", "{}").rule()).isEqualTo("undo.nothing_to_redo");
        history("ann", "undo", "{}");
        assertThat(field("content")).isEqualTo("1");
    }

    @Test
    void whatSomebodyWroteLater_stays_andIsSaid() {
        note("ann", "{\"title\":\"a\",\"mood\":\"x\"}");
        String edit = update("ann", "{\"title\":\"b\",\"mood\":\"y\"}");
        update("ed", "{\"title\":\"c\"}");

        Outcome outcome = history("ann", "undo", "{\"changes\":[\"%s\"]}".formatted(edit));

        assertThat(field("title")).isEqualTo("c");
        assertThat(field("mood")).isEqualTo("x");
        assertThat(outcome.data("history.undo.validated")
                        .at("/superseded/0/path")
                        .stringValue())
                .isEqualTo("/title");
        assertThat(outcome.data("history.undo.validated").at("/superseded/0/by").stringValue())
                .isEqualTo("ed");
    }

    @ParameterizedTest
    @CsvSource({"keep_later, undo.nothing_to_undo, c", "fail, undo.superseded, c", "force, , a"})
    void whereAllWasWrittenLater_thePolicyDecides(String policy, String rule, String title) {
        note("ann", "{\"title\":\"a\"}");
        String edit = update("ann", "{\"title\":\"b\"}");
        update("ed", "{\"title\":\"c\"}");

        Outcome outcome = history("ann", "undo", "{\"changes\":[\"%s\"],\"policy\":\"%s\"}".formatted(edit, policy));

        assertThat(rule == null ? "" : outcome.rule()).isEqualTo(rule == null ? "" : rule);
        assertThat(field("title")).isEqualTo(title);
    }

    @Test
    void aValueThatCameBackByAnother_isStillTheirs() {
        note("ann", "{\"title\":\"a\"}");
        String edit = update("ann", "{\"title\":\"b\"}");
        update("ed", "{\"title\":\"c\"}");
        update("ed", "{\"title\":\"b\"}");

        assertThat(history("ann", "undo", "{\"changes\":[\"%s\"]}".formatted(edit))
                        .rule())
                .isEqualTo("undo.nothing_to_undo");
    }

    @Test
    void texts_areMerged_andTagsAreTakenBackOneByOne() {
        note("ann", "{\"content\":\"one\\ntwo\\nthree\\nfour\\n\"}");
        update("ann", "{\"content\":\"ONE\\ntwo\\nthree\\nfour\\n\"}");
        ask("ann", "tag", "{\"tag\":\"red\"}");
        update("ed", "{\"content\":\"ONE\\ntwo\\nthree\\nFOUR\\n\"}");
        ask("ed", "tag", "{\"tag\":\"blue\"}");

        history("ann", "undo", "{\"count\":2,\"by\":\"me\"}");

        assertThat(field("content")).isEqualTo("one\ntwo\nthree\nFOUR\n");
        assertThat(fields().get("tags").toString()).isEqualTo("[\"blue\"]");
    }

    @Test
    void aCreation_isUndoneByDeleting_andADeletionByBringingBack() {
        note("ann", "{\"title\":\"a\"}");

        history("ann", "undo", "{}");
        assertThat(world.subject("note_1").isLive()).isFalse();
        assertThat(field("deletedBy")).isEqualTo("ann");
        assertThat(history("ann", "undo", "{}").rule()).isEqualTo("undo.nothing_to_undo");
        history("ann", "redo", "{}");
        assertThat(world.subject("note_1").isLive()).isTrue();
        ask("ann", "delete", "{}");
        history("ann", "undo", "{}");
        assertThat(world.subject("note_1").isLive()).isTrue();
    }

    @Test
    void aCreationThatOthersWroteInto_stays() {
        note("ann", "{\"title\":\"a\"}");
        update("ed", "{\"title\":\"b\"}");

        assertThat(history("ann", "undo", "{\"by\":\"me\"}").rule()).isEqualTo("undo.nothing_to_undo");
    }

    @Test
    void whatSomethingDependsOn_isNotTakenBack() {
        note("ann", "{\"title\":\"a\"}");
        world.ask("ed", "entities.create", "task_1", "task", "{\"title\":\"t\",\"noteId\":\"note_1\"}");

        Outcome refused = history("ann", "undo", "{}");

        assertThat(refused.rule()).isEqualTo("undo.conflict");
        assertThat(refused.text("reason")).contains("task_1");
        world.ask("ed", "entities.delete", "task_1", "task", "{}");
        assertThat(history("ann", "undo", "{}").types()).contains("note.reverted");
        assertThat(world.ask("ann", "history.undo", "task_1", "task", "{}").rule())
                .isEqualTo("undo.conflict");
    }

    @Test
    void aChangeOfSeveralSubjects_isTakenBackOnAll() {
        note("ann", "{\"title\":\"a\"}");
        world.ask("ann", "entities.create", "note_2", "note", "{\"title\":\"b\"}");
        world.factOf("bulk", "note_1", "note.updated", "note", "{\"mood\":1}");
        world.factOf("bulk", "note_2", "note.updated", "note", "{\"mood\":1}");

        Outcome outcome = history("owner", "undo", "{}");

        assertThat(outcome.events().stream()
                        .filter(e -> e.type().equals("note.reverted"))
                        .map(Event::subjectId))
                .containsExactly("note_1", "note_2");
        assertThat(world.subject("note_2").state().toNode().has("mood")).isFalse();
    }

    @Test
    void toAnEvent_thatStateComesBack_othersEditsIncluded_andCanBeRedone() {
        note("ann", "{\"title\":\"a\"}");
        update("ed", "{\"title\":\"b\"}");
        String event = world.log().stream()
                .filter(e -> e.type().equals("note.title_changed"))
                .findFirst()
                .orElseThrow()
                .id();
        update("ann", "{\"title\":\"c\",\"mood\":1}");
        ask("ed", "archive", "{}");

        history("ann", "undo_to", "{\"to\":\"%s\"}".formatted(event));
        assertThat(field("title")).isEqualTo("b");
        assertThat(fields().has("mood")).isFalse();
        assertThat(fields().has("archivedAt")).isFalse();
        history("ann", "redo", "{}");
        assertThat(field("title")).isEqualTo("c");
        assertThat(fields().has("archivedAt")).isTrue();
    }

    @Test
    void anOldVersion_comesBackAsAChange_thatUndoTakesBack() {
        note("ann", "{\"title\":\"a\"}");
        long version = world.subject("note_1").factVersion();
        update("ann", "{\"title\":\"b\"}");

        history("ann", "restore", "{\"version\":%d}".formatted(version));
        assertThat(field("title")).isEqualTo("a");
        history("ann", "undo", "{}");
        assertThat(field("title")).isEqualTo("b");
        assertThat(history("ann", "restore", "{}").rule()).isEqualTo("undo.nothing_to_restore");
        ask("ann", "delete", "{}");
        history("ann", "restore", "{}");
        assertThat(world.subject("note_1").isLive()).isTrue();
    }

    @Test
    void requestsOfOneBatch_seeWhatThoseBeforeThemDid() {
        note("ann", "{\"content\":\"0\"}");
        List<Event> batch = List.of(
                world.request("ann", "entities.update", "note_1", "note", "{\"changes\":{\"content\":\"1\"}}", "{}"),
                world.request("ann", "entities.update", "note_1", "note", "{\"changes\":{\"content\":\"2\"}}", "{}"),
                world.request("ann", "history.undo", "note_1", "note", "{}", "{}"),
                world.request("ann", "history.undo", "note_1", "note", "{}", "{}"),
                world.request("ann", "history.redo", "note_1", "note", "{}", "{}"));

        world.settle(batch);

        assertThat(field("content")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "cora, undo, {}, role.commenter",
        "gus, undo, {}, no_access",
        "ed, undo, {}, undo.others",
        "ed, undo, {\"policy\":\"force\"}, undo.force",
        "robo, undo, {}, undo.others",
    })
    void itTakesTheRight(String user, String verb, String data, String rule) {
        note("ann", "{\"title\":\"a\"}");

        assertThat(history(user, verb, data).rule()).isEqualTo(rule);
    }

    @Test
    void anAgentsUndo_waitsForAPerson_andChangesNothing() {
        note("ann", "{\"title\":\"a\"}");

        world.ask(
                "owner", "entities.update", DerivedIds.member("robo"), "member", "{\"changes\":{\"role\":\"admin\"}}");

        Outcome asked = history("robo", "undo", "{}");

        assertThat(asked.types()).endsWith("history.undo.proposed", "proposal.created");
        assertThat(field("title")).isEqualTo("a");
    }

    @Test
    void whoExpectsAnOlderVersion_isRefused() {
        note("ann", "{\"title\":\"a\"}");
        update("ann", "{\"title\":\"b\"}");

        assertThat(history("ann", "undo", "{\"expectedVersion\":1}").rule()).isEqualTo("entity.moved_on");
        assertThat(history("ann", "undo", "{\"expectedVersion\":100}").types()).contains("note.reverted");
    }

    @Test
    void anEditorWhoMadeIt_undoesOthersChanges_andOwnOnesAnywhere() {
        world.ask("ed", "entities.create", "note_1", "note", "{\"title\":\"a\"}");
        update("ann", "{\"title\":\"b\"}");
        assertThat(history("ed", "undo", "{}").types()).contains("note.reverted");
        world.ask("ann", "entities.create", "note_2", "note", "{\"title\":\"a\"}");
        world.ask("ed", "entities.update", "note_2", "note", "{\"changes\":{\"title\":\"b\"}}");
        assertThat(world.ask("ed", "history.undo", "note_2", "note", "{}").types())
                .contains("note.reverted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "undo | {\"count\":0} | count: must be a whole number from 1 to 1000",
                "undo | {\"policy\":\"hard\"} | policy: must be keep_later, fail or force",
                "undo_to | {} | to: is required: the last event that shall stay in force",
                "rewind | {} | type: asks for rewind, which history cannot do",
            })
    void whatMakesNoSense_isRefused(String verb, String data, String fault) {
        note("ann", "{\"title\":\"a\"}");

        assertThat(history("ann", verb, data).fault()).isEqualTo(fault);
    }

    @Test
    void members_areNotUndone() {
        assertThat(world.ask("owner", "history.undo", DerivedIds.member("ann"), "member", "{}")
                        .rule())
                .isEqualTo("undo.not_undoable");
    }

    private void note(String user, String data) {
        world.ask(user, "entities.create", "note_1", "note", data);
    }

    /** Gives the change's id. */
    private String update(String user, String changes) {
        return String.valueOf(ask(user, "update", "{\"changes\":%s}".formatted(changes))
                .events()
                .getFirst()
                .correlationId());
    }

    private Outcome ask(String user, String verb, String data) {
        return world.ask(user, "entities." + verb, "note_1", "note", data);
    }

    private Outcome history(String user, String verb, String data) {
        return world.ask(user, "history." + verb, "note_1", "note", data);
    }

    private String field(String name) {
        return fields().path(name).asString();
    }

    private ObjectNode fields() {
        return Json.readObject(world.subject("note_1").state().fields().text());
    }
}
