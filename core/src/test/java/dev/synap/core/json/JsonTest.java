package dev.synap.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.InvalidInputException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JsonTest {

    @Property(tries = 100)
    void writtenText_whenReadAndWrittenAgain_staysTheSame(@ForAll("objects") ObjectNode node) {
        String once = JsonObject.of(node).text();
        assertThat(JsonObject.parse(once).text()).isEqualTo(once);
        assertThat(once).doesNotContain("\n", "\r");
    }

    @Property(tries = 500)
    void objectsHoldingJavaNumbers_getTheTextThatReadingThemGives(@ForAll double d, @ForAll float f, @ForAll long l) {
        ObjectNode node = Json.newObject().put("l", l);
        node.putObject("in").putArray("a").add(d).add(f);
        String text = JsonObject.of(node).text();
        assertThat(JsonObject.parse(text).text()).isEqualTo(text);
        assertThat(JsonObject.parse(text).toNode().at("/in/a/0").doubleValue()).isEqualTo(d == 0 ? 0.0 : d);
    }

    @Property(tries = 300)
    void stringsOfAnyUnicodeText_comeBackAsTheyWere(@ForAll("text") String text) {
        JsonObject object = JsonObject.of(Json.newObject().put("s", text));
        assertThat(JsonObject.parse(object.text()).toNode().get("s").stringValue())
                .isEqualTo(text);
    }

    @Property(tries = 100)
    void spaceBetweenTokens_isNoPartOfTheText(@ForAll("objects") ObjectNode node) {
        String pretty = node.toPrettyString();
        assertThat(JsonObject.parse(" \n" + pretty + "\r\n\t").text())
                .isEqualTo(JsonObject.of(node).text());
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "1.10, 1.10",
        "100, 100",
        "0.30000000000000004, 0.30000000000000004",
        "18446744073709551616, 18446744073709551616",
        "1e5, 1E+5",
        "1E400, 1E+400",
        "1e-7, 1E-7",
        "-0.0, 0.0",
        "-0, 0"
    })
    void numbers_keepEveryDigit(String sent, String stored) {
        assertThat(JsonObject.parse("{\"n\":" + sent + "}").text()).isEqualTo("{\"n\":" + stored + "}");
    }

    @Test
    void keys_keepTheOrderTheyWereGivenIn() {
        assertThat(JsonObject.parse("{\"b\":1,\"a\":{\"z\":1,\"y\":[]}}").text())
                .isEqualTo("{\"b\":1,\"a\":{\"z\":1,\"y\":[]}}");
    }

    @Test
    void twoEqualKeys_areRefused() {
        assertThatThrownBy(() -> Json.readObject("{\"a\":1,\"b\":{\"c\":1,\"c\":2}}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("is not valid JSON: Duplicate Object property \"c\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}x", "{},", "{}]", "{} null"})
    void textAfterTheObject_isRefused(String text) {
        assertThatThrownBy(() -> Json.readObject(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("is not valid JSON: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "1", "null", "\"{}\"", "true"})
    void anythingButAnObject_isRefused(String text) {
        assertThatThrownBy(() -> Json.readObject(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("must be a JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":0x1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":tru}",
                "{\"a\":\"\n\"}",
                "{/**/}",
                "{\"a\":[1 2]}",
                "{\"a\":1e99999999999999}"
            })
    void brokenJson_isRefused(String text) {
        assertThatThrownBy(() -> Json.readObject(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("is not valid JSON: ");
    }

    @Test
    void numbersOfMoreThan400Digits_areRefused() {
        assertThat(Json.readObject("{\"n\":" + "1".repeat(400) + "}").get("n").isBigInteger())
                .isTrue();
        assertThatThrownBy(() -> Json.readObject("{\"n\":" + "1".repeat(401) + "}"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void nestingFarBeyondTheLimit_isRefusedByTheReaderAlready() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        assertThatThrownBy(() -> Json.readObject(deep)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void treeGivenOut_canBeChangedWithoutChangingTheObject() {
        JsonObject object = JsonObject.parse("{\"a\":{\"b\":1}}");
        object.toNode().withObject("/a").put("b", 2);
        assertThat(object.text()).isEqualTo("{\"a\":{\"b\":1}}");
    }

    @Test
    void treeTakenIn_canBeChangedLaterWithoutChangingTheObject() {
        ObjectNode node = Json.newObject().put("a", 1);
        JsonObject object = JsonObject.of(node);
        node.put("a", 2);
        assertThat(object.text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void emptyObjects_areEqualHoweverMade() {
        assertThat(JsonObject.parse(" { } "))
                .isEqualTo(JsonObject.empty())
                .hasSameHashCodeAs(JsonObject.ofStored("{}"));
        assertThat(JsonObject.empty().isEmpty()).isTrue();
        assertThat(JsonObject.parse("{\"a\":1}").isEmpty()).isFalse();
        assertThat(JsonObject.parse("{\"a\":1}"))
                .isNotEqualTo(JsonObject.empty())
                .hasToString("{\"a\":1}");
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return JsonArbitraries.objects();
    }

    @Provide
    Arbitrary<String> text() {
        return JsonArbitraries.text();
    }
}
