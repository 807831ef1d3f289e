package dev.synap.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.synap.core.error.InvalidInputException;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class JsonRulesTest {

    private static final String OUT_OF_RANGE =
            "is a number outside the range of a double (about ±1.8e308); send it as a string";

    @Property(tries = 100)
    void unicodeTextAndNumbersOfADouble_pass(@ForAll("objects") ObjectNode node) {
        assertThatCode(() -> JsonRules.check("data", node)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.7976931348623157e308", "-1.7976931348623157E308", "5e-324", "1E-340", "1e300", "0e300"})
    void numbersAtTheEdgeOfADouble_pass(String number) {
        ObjectNode node = Json.readObject("{\"n\":" + number + "}");
        assertThatCode(() -> JsonRules.check("data", node)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.7976931348623158e308",
                "-1.8e308",
                "1e309",
                "1E+400",
                "1e999999999",
                "-1e2147483000",
                "1e-341",
                "1e-999999999",
                "0e2000000000"
            })
    void numbersBeyondADouble_areRefusedWithTheirPath(String number) {
        assertRefused("{\"a\":[0,{\"n\":" + number + "}]}", "data.a[1].n", OUT_OF_RANGE);
    }

    @Test
    void wholeNumbersBeyondADouble_areRefused() {
        assertRefused("{\"n\":" + "9".repeat(309) + "}", "data.n", OUT_OF_RANGE);
    }

    @Test
    void javaNumbersThatJsonCannotSay_areRefused() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertRefused(
                    Json.newObject().put("n", value),
                    "data.n",
                    "is infinite or not a number, which JSON cannot say; send a string");
        }
    }

    @Test
    void nul_isRefusedInTextAndInKeys() {
        String message = "holds a NUL character (U+0000) at index 1; remove it";
        assertRefused("{\"a\":{\"s\":\"x\\u0000\"}}", "data.a.s", message);
        assertRefused("{\"a\":{\"x\\u0000\":1}}", "data.a", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\ud800", "a\\udc00", "a\\ud800b", "a\\udc00\\ud800", "a\\ud800\\ud800\\udc00"})
    void halvesOfSurrogatePairs_areRefused(String text) {
        assertRefused(
                "{\"s\":\"" + text + "\"}",
                "data.s",
                "holds half of a surrogate pair at index 1, which is not Unicode text");
    }

    @Test
    void wholeSurrogatePairs_pass() {
        assertThatCode(() -> JsonRules.checkText("s", "a\ud834\udd1eb\ud834\udd1e"))
                .doesNotThrowAnyException();
    }

    @Test
    void depthOf64_passes_and65_isRefused() {
        assertThatCode(() -> JsonRules.check("data", nested(64))).doesNotThrowAnyException();
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> JsonRules.check("data", nested(65)));
        assertThat(refused).hasMessage("nests deeper than 64 levels; flatten it");
        assertThat(refused.field()).isEqualTo("data" + ".a".repeat(64));
    }

    @Test
    void arraysCountAsLevelsToo() {
        ObjectNode node = Json.readObject("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}");
        assertRefused(node, "data.a" + "[0]".repeat(63), "nests deeper than 64 levels; flatten it");
    }

    @Test
    void pathNamesTheOffender_notItsNeighbours() {
        assertRefused(
                "{\"a\":{\"b\":[1,[2],{\"c\":3}]},\"d\":[\"x\",{\"e\":{}}],\"f\":[0,{\"g\":\"\\u0000\"}]}",
                "data.f[1].g",
                "holds a NUL character (U+0000) at index 0; remove it");
    }

    @Test
    void longKeysAroundManyValues_costNoMoreThanTheirText() {
        ArrayNode values = Json.mapper().createArrayNode();
        for (int i = 0; i < 100_000; i++) {
            values.add(i);
        }
        JsonNode nested = values;
        for (int depth = 0; depth < 60; depth++) {
            nested = Json.newObject().set("k".repeat(50_000), nested);
        }
        ObjectNode data = Json.newObject().set("a", nested);

        // Writing out the path of each value would write 300 GB.
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> JsonRules.check("data", data));
    }

    private static ObjectNode nested(int depth) {
        return Json.readObject("{\"a\":".repeat(depth - 1) + "{\"a\":1}" + "}".repeat(depth - 1));
    }

    private static void assertRefused(String json, String field, String message) {
        assertRefused(Json.readObject(json), field, message);
    }

    private static void assertRefused(ObjectNode node, String field, String message) {
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> JsonRules.check("data", node));
        assertThat(refused).hasMessage(message);
        assertThat(refused.field()).isEqualTo(field);
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return JsonArbitraries.objects();
    }
}
