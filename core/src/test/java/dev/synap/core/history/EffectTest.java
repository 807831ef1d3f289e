package dev.synap.core.history;

import static dev.synap.core.history.Histories.at;
import static dev.synap.core.history.Histories.essence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.json.Json;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EffectTest {

    @Property(tries = 500)
    void anEventsEffect_makesTheStateBeforeIntoTheStateAfter_andItsInverseTakesItBack(
            @ForAll("histories") List<Event> events) {
        ObjectNode before = Json.newObject();
        for (Event event : events) {
            ObjectNode after = Reducers.forType(event.type()).apply(before, event);

            Effect effect = Effect.of(before, event);

            assertThat(essence(effect.applyTo(before))).isEqualTo(essence(after));
            assertThat(essence(effect.inverse().applyTo(after))).isEqualTo(essence(before));
            before = after;
        }
    }

    @Property(tries = 500)
    void everyPath_isAPointerToTheValuesBeforeAndAfter_andDiffers(@ForAll("histories") List<Event> events) {
        ObjectNode before = Json.newObject();
        for (Event event : events) {
            ObjectNode after = Reducers.forType(event.type()).apply(before, event);
            for (FieldEffect field : Effect.of(before, event).fields()) {
                JsonPointer pointer = JsonPointer.compile(field.path());
                assertThat(present(before.at(pointer))).isEqualTo(field.before());
                assertThat(present(after.at(pointer))).isEqualTo(field.after());
                assertThat(field.before()).isNotEqualTo(field.after());
            }
            before = after;
        }
    }

    @Property(tries = 300)
    void noPath_leadsToOrThroughAnother(@ForAll("histories") List<Event> events) {
        ObjectNode before = Json.newObject();
        for (Event event : events) {
            List<String> paths = Effect.of(before, event).paths();
            for (String path : paths) {
                assertThat(paths)
                        .filteredOn(other -> (other + "/").startsWith(path + "/"))
                        .containsExactly(path);
            }
            before = Reducers.forType(event.type()).apply(before, event);
        }
    }

    @Property(tries = 300)
    void anEventThatIsNoFact_hasNoEffect(@ForAll("histories") List<Event> events) {
        ObjectNode before = Json.newObject();
        for (Event event : events) {
            if (!Reducers.changesState(event.type())) {
                assertThat(Effect.of(before, event).isEmpty()).isTrue();
            }
            before = Reducers.forType(event.type()).apply(before, event);
        }
    }

    @Test
    void edit_isThePathThatChanged_withoutWhoWasLastAndWhen() {
        ObjectNode before = Json.readObject("{\"id\":\"note_123\",\"content\":\"First edit\",\"title\":\"Plan\"}");
        Event edit = at(3, "note.updated", "{\"content\":\"Second edit\",\"title\":\"Plan\"}", "bob");

        assertThat(Effect.of(before, edit).fields())
                .containsExactly(new FieldEffect("/content", text("First edit"), text("Second edit")));
    }

    @Test
    void creation_addsEveryField() {
        Effect effect = Effect.of(Json.newObject(), at(1, "note.created", "{\"content\":\"Original\"}", "alice"));

        assertThat(effect.paths()).containsExactly("/id", "/content", "/createdAt", "/createdBy");
        assertThat(effect.fields()).allMatch(field -> field.kind() == FieldEffect.Kind.ADDED);
    }

    @Test
    void deletion_isItsMark() {
        assertThat(Effect.of(Json.readObject("{\"content\":\"x\"}"), at(2, "note.deleted", "{}", "bob"))
                        .paths())
                .containsExactly("/deletedAt", "/deletedBy");
    }

    @Test
    void nestedMember_hasAPathOfItsOwn_whereTheObjectWasThereBefore() {
        ObjectNode before = Json.readObject("{\"id\":\"note_123\",\"author\":{\"name\":\"A\",\"a/b~c\":1},\"old\":1}");
        Event event = at(
                2,
                "note.updated",
                "{\"author\":{\"name\":null,\"a/b~c\":2},\"place\":{\"x\":1},\"old\":{\"y\":2}}",
                "bob");

        assertThat(Effect.of(before, event).fields())
                .extracting(FieldEffect::path, FieldEffect::kind)
                .containsExactlyInAnyOrder(
                        tuple("/author/name", FieldEffect.Kind.REMOVED),
                        tuple("/author/a~1b~0c", FieldEffect.Kind.CHANGED),
                        tuple("/old", FieldEffect.Kind.CHANGED),
                        tuple("/place", FieldEffect.Kind.ADDED));
    }

    @Test
    void anArray_isOneValue() {
        Effect effect =
                Effect.of(Json.readObject("{\"tags\":[\"red\"]}"), at(2, "entity.tagged", "{\"tag\":\"blue\"}", "bob"));

        FieldEffect only = effect.fields().getFirst();
        assertThat(effect.paths()).containsExactly("/tags");
        assertThat(String.valueOf(only.before())).isEqualTo("[\"red\"]");
        assertThat(String.valueOf(only.after())).isEqualTo("[\"red\",\"blue\"]");
    }

    @Test
    void jsonNull_isNotTheSameAsNoField() {
        ObjectNode none = Json.newObject();
        ObjectNode holdsNull = Json.readObject("{\"a\":null}");

        assertThat(Effect.between(none, holdsNull).applyTo(none)).isEqualTo(holdsNull);
        assertThat(Effect.between(holdsNull, none).applyTo(holdsNull)).isEqualTo(none);
    }

    @Test
    void anotherWayToWriteANumber_isAnEffect() {
        ObjectNode before = Json.readObject("{\"a\":1.0,\"b\":[1.0]}");
        ObjectNode after = Json.readObject("{\"a\":1.00,\"b\":[1.00]}");

        assertThat(Json.write(Effect.between(before, after).applyTo(before))).isEqualTo(Json.write(after));
    }

    @Test
    void applying_leavesTheGivenStateAsItIs() {
        ObjectNode state = Json.readObject("{\"a\":{\"b\":1}}");
        Effect effect = Effect.between(state, Json.readObject("{\"a\":{\"b\":2}}"));

        effect.applyTo(state);

        assertThat(Json.write(state)).isEqualTo("{\"a\":{\"b\":1}}");
    }

    @Test
    void applyingToAStateWithoutTheObjectOnTheWay_isRefused() {
        Effect effect = Effect.between(Json.readObject("{\"a\":{\"b\":1}}"), Json.readObject("{\"a\":{\"b\":2}}"));

        assertThatThrownBy(() -> effect.applyTo(Json.readObject("{\"a\":1}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[/a/b] leads through what is no object here");
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.any();
    }

    private static JsonNode text(String text) {
        return Json.newObject().stringNode(text);
    }

    private static JsonNode present(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }
}
