package dev.synap.core.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventFixture;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonArbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RevertedTest {

    @Test
    void fields_areWrittenByTheirPaths_orTakenAway() {
        ObjectNode after = reverted("""
                {"title":"b","author":{"name":"x","age":1},"mood":"c"}""", """
                {"set":[{"path":"/title","value":"a"},{"path":"/author/name"},{"path":"/new/deep","value":null},
                        {"path":"/mood"}]}""");

        assertThat(Json.write(after))
                .isEqualTo("{\"title\":\"a\",\"author\":{\"age\":1},\"new\":{\"deep\":null},"
                        + "\"updatedAt\":\"2024-12-01T10:00:00.000000Z\",\"updatedBy\":\"ann\"}");
    }

    @Test
    void whatOnlyTheLogMaySay_isLeftAsItIs() {
        ObjectNode after = reverted("{\"id\":\"note_1\",\"createdBy\":\"bob\"}", """
                {"set":[{"path":"/id","value":"x"},{"path":"/createdBy","value":"eve"},{"path":"/updatedBy","value":"eve"},
                        {"path":"/deletedAt","value":"soon"},{"path":"/deletedAt/x","value":1},{"path":"/archivedBy","value":7}]}""");

        assertThat(Json.write(after))
                .isEqualTo("{\"id\":\"note_1\",\"createdBy\":\"bob\","
                        + "\"updatedAt\":\"2024-12-01T10:00:00.000000Z\",\"updatedBy\":\"ann\"}");
    }

    @Test
    void aDeletion_canBeWrittenAndTakenAway() {
        ObjectNode deleted = reverted("{}", """
                {"set":[{"path":"/deletedAt","value":"2024-12-01T09:00:00.000000Z"},{"path":"/deletedBy","value":"bob"}]}""");

        assertThat(deleted.get("deletedAt").stringValue()).isEqualTo("2024-12-01T09:00:00.000000Z");
        assertThat(reverted(Json.write(deleted), "{\"set\":[{\"path\":\"/deletedAt\"}]}")
                        .has("deletedAt"))
                .isFalse();
    }

    @Test
    void whatStandsInTheWay_stays() {
        assertThat(reverted("{\"a\":[1]}", "{\"set\":[{\"path\":\"/a/b\",\"value\":1},{\"path\":\"nowhere\"}]}")
                        .get("a")
                        .toString())
                .isEqualTo("[1]");
    }

    @Property(tries = 300)
    void anyData_isTakenIn(@ForAll("objects") ObjectNode fields, @ForAll("objects") ObjectNode data) {
        ObjectNode before = fields.deepCopy();

        ObjectNode after = reverted(Json.write(fields), Json.write(data));

        assertThat(after.get("updatedBy").stringValue()).isEqualTo("ann");
        assertThat(fields).isEqualTo(before);
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return JsonArbitraries.objects();
    }

    private static ObjectNode reverted(String fields, String data) {
        Event event = EventFixture.at(2, "note.reverted", data, "ann", "2024-12-01T10:00:00Z");
        return Reducers.forType("note.reverted").apply(Json.readObject(fields), event);
    }
}
