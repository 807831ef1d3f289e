package dev.synap.core.fold;

import static dev.synap.core.event.EventFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonArbitraries;
import dev.synap.core.json.JsonObject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ReducersTest {

    private static final String NOW = "2024-12-02T10:00:00.000000Z";
    private static final String UPDATED = "\"updatedAt\":\"" + NOW + "\",\"updatedBy\":\"bob\"";

    static final String[] TYPES = {
        "note.created",
        "note.updated",
        "note.moved",
        "note.title_changed",
        "note.content_updated",
        "note.deleted",
        "note.restored",
        "note.archived",
        "note.unarchived",
        "task.completed",
        "task.reopened",
        "entity.tagged",
        "entity.untagged",
        "suggestion.accepted",
        "suggestion.rejected",
        "suggestion.expired",
        "proposal.accepted",
        "proposal.stale",
        "agent.invoked",
        "entities.create.requested",
        "entities.create.approved",
        "entities.create.rejected",
        "entities.create.validated"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {"note", "task", "project", "relation", "tag", "comment", "suggestion", "invoice", "crm.deal"})
    void created_setsTheFieldsAndSaysByWhomAndWhen(String type) {
        assertThat(apply("{}", type + ".created", "{\"id\":\"other\",\"a\":{\"b\":null}}"))
                .isEqualTo(
                        "{\"id\":\"note_123\",\"a\":{\"b\":null},\"createdAt\":\"" + NOW + "\",\"createdBy\":\"bob\"}");
    }

    @Test
    void created_startsAnew() {
        assertThat(apply("{\"id\":\"note_123\",\"old\":1,\"deletedAt\":\"x\"}", "note.created", "{}"))
                .isEqualTo("{\"id\":\"note_123\",\"createdAt\":\"" + NOW + "\",\"createdBy\":\"bob\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "note.updated",
                "task.moved",
                "project.name_changed",
                "relation.updated",
                "tag.colour_changed",
                "comment.text_updated",
                "suggestion.updated",
                "invoice.amount_changed",
                "crm.deal.stage_changed"
            })
    void updates_mergeTheData(String type) {
        assertThat(apply("{\"a\":1,\"b\":{\"c\":1,\"d\":2}}", type, "{\"b\":{\"c\":null,\"e\":3},\"f\":[1]}"))
                .isEqualTo("{\"a\":1,\"b\":{\"d\":2,\"e\":3},\"f\":[1],\"id\":\"note_123\"," + UPDATED + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"note.deleted", "task.deleted", "invoice.deleted"})
    void deleted_marksAndKeepsTheRest(String type) {
        assertThat(apply("{\"a\":1}", type, "{\"a\":2}"))
                .isEqualTo("{\"a\":1,\"deletedAt\":\"" + NOW + "\",\"deletedBy\":\"bob\"}");
    }

    @Test
    void restored_takesTheMarkAway() {
        assertThat(apply("{\"a\":1,\"deletedAt\":\"x\",\"deletedBy\":\"y\"}", "note.restored", "{}"))
                .isEqualTo("{\"a\":1," + UPDATED + "}");
    }

    @Test
    void archivedAndUnarchived_doLikewise() {
        assertThat(apply("{\"a\":1}", "project.archived", "{}"))
                .isEqualTo("{\"a\":1,\"archivedAt\":\"" + NOW + "\",\"archivedBy\":\"bob\"}");
        assertThat(apply("{\"a\":1,\"archivedAt\":\"x\",\"archivedBy\":\"y\"}", "project.unarchived", "{}"))
                .isEqualTo("{\"a\":1," + UPDATED + "}");
    }

    @Test
    void completedAndReopened_setTheStatusToo() {
        assertThat(apply("{\"a\":1,\"status\":\"open\"}", "task.completed", "{\"note\":\"ok\"}"))
                .isEqualTo("{\"a\":1,\"status\":\"done\",\"note\":\"ok\",\"id\":\"note_123\"," + UPDATED
                        + ",\"completedAt\":\"" + NOW + "\",\"completedBy\":\"bob\"}");
        assertThat(apply(
                        "{\"status\":\"done\",\"completedAt\":\"x\",\"completedBy\":\"y\"}",
                        "task.reopened",
                        "{\"a\":1}"))
                .isEqualTo("{\"status\":\"open\",\"a\":1,\"id\":\"note_123\"," + UPDATED + "}");
    }

    @Test
    void tagged_addsATagOnce_atTheEnd() {
        assertThat(apply("{}", "entity.tagged", "{\"tag\":\"a\"}")).isEqualTo("{\"tags\":[\"a\"]," + UPDATED + "}");
        assertThat(apply("{\"tags\":[\"a\",\"b\"]}", "entity.tagged", "{\"tag\":\"a\"}"))
                .isEqualTo("{\"tags\":[\"b\",\"a\"]," + UPDATED + "}");
        assertThat(apply("{\"tags\":[\"a\"]}", "entity.tagged", "{\"tag\":null}"))
                .isEqualTo("{\"tags\":[\"a\"]," + UPDATED + "}");
        assertThat(apply("{\"tags\":[\"a\"]}", "entity.tagged", "{}")).isEqualTo("{\"tags\":[\"a\"]," + UPDATED + "}");
    }

    @Test
    void untagged_removesTheTag() {
        assertThat(apply("{\"tags\":[\"a\",\"b\"]}", "entity.untagged", "{\"tag\":\"a\"}"))
                .isEqualTo("{\"tags\":[\"b\"]," + UPDATED + "}");
        assertThat(apply("{\"tags\":[\"a\"]}", "entity.untagged", "{\"tag\":\"c\"}"))
                .isEqualTo("{\"tags\":[\"a\"]," + UPDATED + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "rejected", "expired"})
    void suggestion_takesTheDecisionAsItsStatus(String decision) {
        assertThat(apply("{\"status\":\"open\"}", "suggestion." + decision, "{\"reason\":\"r\",\"status\":\"x\"}"))
                .isEqualTo("{\"status\":\"" + decision + "\",\"reason\":\"r\",\"id\":\"note_123\"," + UPDATED + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entities.create.requested",
                "entities.create.approved",
                "entities.create.rejected",
                "entities.create.validated",
                "entities.delete.requested",
                "agent.invoked",
                "note.commented",
                "note.changed",
                "invoice.accepted",
                "created",
                "updated",
                "title_changed",
                "note.",
                "note.Created",
                "note.created.",
                "note.uncompleted",
                "note.created_x"
            })
    void phaseEventsAndUnknownVerbs_leaveTheStateAlone(String type) {
        assertThat(apply("{\"a\":1}", type, "{\"a\":2,\"id\":\"x\"}")).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"note.created", "note.updated", "task.completed", "task.reopened", "suggestion.accepted"})
    void data_cannotSignForSomebodyElse(String type) {
        String forged = "{\"createdAt\":\"f\",\"createdBy\":\"f\",\"updatedAt\":\"f\",\"updatedBy\":\"f\","
                + "\"deletedAt\":\"f\",\"deletedBy\":\"f\",\"archivedAt\":\"f\",\"archivedBy\":\"f\","
                + "\"completedAt\":\"f\",\"completedBy\":\"f\"}";
        assertThat(apply("{\"createdBy\":\"alice\"}", type, forged)).doesNotContain("\"f\"", "deletedBy", "archivedBy");
        assertThat(apply("{\"createdBy\":\"alice\"}", "note.updated", "{\"createdBy\":null}"))
                .contains("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "modified", "rejected", "withdrawn", "expired"})
    void aDecidedProposal_saysSoWhateverTheDataSays(String status) {
        assertThat(apply("{\"status\":\"waiting\"}", "proposal." + status, "{\"status\":\"x\",\"decidedBy\":\"bob\"}"))
                .isEqualTo("{\"status\":\"" + status + "\",\"decidedBy\":\"bob\",\"id\":\"note_123\"," + UPDATED + "}");
    }

    @Test
    void aStaleProposal_waitsAgain() {
        assertThat(apply("{\"status\":\"waiting\",\"baseVersion\":3}", "proposal.stale", "{\"baseVersion\":5}"))
                .isEqualTo("{\"status\":\"waiting\",\"baseVersion\":5,\"id\":\"note_123\"," + UPDATED + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"note.created", "member.role_changed", "share.level_changed", "entity.tagged", "proposal.stale"})
    void facts_changeState(String type) {
        assertThat(Reducers.changesState(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entities.create.requested",
                "entities.create.approved",
                "entities.create.proposed",
                "entities.create.validated",
                "proposals.accept.rejected",
                "worker.retried",
                "created"
            })
    void otherEvents_changeNoState(String type) {
        assertThat(Reducers.changesState(type)).isFalse();
    }

    @Property(tries = 300)
    void noReducer_changesItsInputOrTheEvent(
            @ForAll("patches") ObjectNode fields, @ForAll("types") String type, @ForAll("patches") ObjectNode data) {
        fields.putArray("tags").add("a").add("b");
        Event event = event(type, JsonObject.of(data.put("tag", "a")).text());
        String fieldsBefore = Json.write(fields);

        ObjectNode once = Reducers.forType(type).apply(fields, event);
        String after = Json.write(once);
        ObjectNode again = Reducers.forType(type).apply(fields, event);

        assertThat(Json.write(fields)).isEqualTo(fieldsBefore);
        assertThat(event).isEqualTo(event(type, JsonObject.of(data).text()));
        assertThat(Json.write(again)).isEqualTo(after);
    }

    private static String apply(String fields, String type, String data) {
        ObjectNode before = Json.readObject(fields);
        return Json.write(Reducers.forType(type).apply(before, event(type, data)));
    }

    private static Event event(String type, String data) {
        return at(1, type, data, "bob", "2024-12-02T10:00:00Z");
    }

    @Provide
    Arbitrary<ObjectNode> patches() {
        return JsonArbitraries.patches();
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(TYPES);
    }
}
