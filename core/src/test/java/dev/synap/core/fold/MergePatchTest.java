package dev.synap.core.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import dev.synap.core.json.JsonArbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTest {

    /** The table of RFC 7396, Appendix A, as far as target and patch are objects, as a subject's state always is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'b'}            | {'a':'c'}                 | {'a':'c'}",
                "{'a':'b'}            | {'b':'c'}                 | {'a':'b','b':'c'}",
                "{'a':'b'}            | {'a':null}                | {}",
                "{'a':'b','b':'c'}    | {'a':null}                | {'b':'c'}",
                "{'a':['b']}          | {'a':'c'}                 | {'a':'c'}",
                "{'a':'c'}            | {'a':['b']}               | {'a':['b']}",
                "{'a':{'b':'c'}}      | {'a':{'b':'d','c':null}}  | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}    | {'a':[1]}                 | {'a':[1]}",
                "{'e':null}           | {'a':1}                   | {'e':null,'a':1}",
                "{}                   | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}"
            })
    void rfcExamples_giveWhatTheRfcSays(String target, String patch, String result) {
        assertThat(Json.write(MergePatch.apply(parse(target), parse(patch)))).isEqualTo(Json.write(parse(result)));
    }

    /** Rows of the same table whose target is no object, seen as the value of a field. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'x':['a','b']}   | {'x':['c','d']}       | {'x':['c','d']}",
                "{'x':{'a':'b'}}   | {'x':['c']}           | {'x':['c']}",
                "{'x':{'a':'foo'}} | {'x':null}            | {}",
                "{'x':{'a':'foo'}} | {'x':'bar'}           | {'x':'bar'}",
                "{'x':[1,2]}       | {'x':{'a':'b','c':null}} | {'x':{'a':'b'}}",
                "{'x':null}        | {'x':{'a':1}}         | {'x':{'a':1}}",
                "{'x':'s'}         | {'x':{}}              | {'x':{}}"
            })
    void valuesThatAreNoObjects_areReplaced(String target, String patch, String result) {
        assertThat(Json.write(MergePatch.apply(parse(target), parse(patch)))).isEqualTo(Json.write(parse(result)));
    }

    @Property(tries = 300)
    void emptyPatch_changesNothing(@ForAll("patches") ObjectNode target) {
        assertThat(Json.write(MergePatch.apply(target, Json.newObject()))).isEqualTo(Json.write(target));
    }

    @Property(tries = 300)
    void samePatchTwice_isTheSameAsOnce(@ForAll("patches") ObjectNode target, @ForAll("patches") ObjectNode patch) {
        ObjectNode once = MergePatch.apply(target, patch);
        assertThat(Json.write(MergePatch.apply(once, patch))).isEqualTo(Json.write(once));
    }

    @Property(tries = 300)
    void whatThePatchAddsToNothing_holdsNoNull(@ForAll("patches") ObjectNode patch) {
        assertThat(holdsNullMember(MergePatch.apply(Json.newObject(), patch))).isFalse();
    }

    @Property(tries = 300)
    void fieldsThatThePatchDoesNotName_stay(@ForAll("patches") ObjectNode target, @ForAll("patches") ObjectNode patch) {
        ObjectNode merged = MergePatch.apply(target, patch);
        target.properties().stream()
                .filter(field -> !patch.has(field.getKey()))
                .forEach(field -> assertThat(merged.get(field.getKey())).isEqualTo(field.getValue()));
    }

    @Property(tries = 300)
    void targetAndPatch_stayAsTheyAre(@ForAll("patches") ObjectNode target, @ForAll("patches") ObjectNode patch) {
        String targetBefore = Json.write(target);
        String patchBefore = Json.write(patch);
        MergePatch.apply(target, patch);
        assertThat(Json.write(target)).isEqualTo(targetBefore);
        assertThat(Json.write(patch)).isEqualTo(patchBefore);
    }

    private static boolean holdsNullMember(ObjectNode node) {
        for (JsonNode value : node) {
            if (value.isNull() || (value instanceof ObjectNode nested && holdsNullMember(nested))) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode parse(String singleQuoted) {
        return Json.readObject(singleQuoted.replace('\'', '"'));
    }

    @Provide
    Arbitrary<ObjectNode> patches() {
        return JsonArbitraries.patches();
    }
}
