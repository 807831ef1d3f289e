package dev.synap.core.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random JSON that Synap takes: any Unicode text, any number within a double's range, nested at most {@link #DEPTH}
 * levels. Edge cases are left out above the leaves: jqwik combines those of all levels, and of nested lists that are
 * more than memory holds.
 */
public final class JsonArbitraries {

    private static final int DEPTH = 3;

    private JsonArbitraries() {}

    public static Arbitrary<ObjectNode> objects() {
        return objects(nodes(DEPTH));
    }

    /** Objects whose keys are few, so that they meet each other. */
    public static Arbitrary<ObjectNode> patches() {
        return patches(DEPTH);
    }

    private static Arbitrary<ObjectNode> patches(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                Arbitraries.just(Json.mapper().nullNode()),
                Arbitraries.integers().between(0, 9).map(i -> Json.newObject().numberNode(i)),
                Arbitraries.of("x", "y").map(s -> Json.newObject().stringNode(s)),
                Arbitraries.of(0, 1, 2).map(JsonArbitraries::arrayOfSize));
        Arbitrary<JsonNode> value = depth == 0
                ? leaf
                : Arbitraries.oneOf(leaf, leaf, patches(depth - 1).map(o -> o));
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), value)
                .ofMaxSize(3)
                .map(JsonArbitraries::object)
                .withoutEdgeCases();
    }

    /** Any Unicode text without NUL: lone surrogates are not text. */
    public static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 0x7f),
                        Arbitraries.integers().between(0x80, 0xd7ff),
                        Arbitraries.integers().between(0xe000, 0x10ffff))
                .list()
                .ofMaxSize(8)
                .map(JsonArbitraries::ofCodePoints);
    }

    /** Numbers as the characters a client may send. */
    public static Arbitrary<String> numbers() {
        Arbitrary<String> special = Arbitraries.of(
                "0",
                "-0",
                "-0.0",
                "1.0",
                "1.10",
                "1e5",
                "1E5",
                "1e+5",
                "1E-7",
                "100e-2",
                "1e300",
                "1.7976931348623157e308",
                "5e-324",
                "0.1",
                "0.30000000000000004",
                "9007199254740993",
                "18446744073709551616",
                "0e0",
                "0E-5");
        Arbitrary<String> whole = Arbitraries.bigIntegers()
                .between(BigInteger.TEN.pow(40).negate(), BigInteger.TEN.pow(40))
                .map(BigInteger::toString);
        Arbitrary<String> decimal = Arbitraries.bigDecimals()
                .between(BigDecimal.valueOf(-1e9), BigDecimal.valueOf(1e9))
                .ofScale(12)
                .map(BigDecimal::toString);
        Arbitrary<String> doubles = Arbitraries.doubles().map(d -> Double.toString(d));
        return Arbitraries.oneOf(special, whole, decimal, doubles);
    }

    private static Arbitrary<JsonNode> nodes(int depth) {
        Arbitrary<JsonNode> number =
                numbers().map(n -> Json.readObject("{\"n\":" + n + "}").get("n"));
        Arbitrary<JsonNode> text = text().map(s -> Json.newObject().stringNode(s));
        Arbitrary<JsonNode> word = Arbitraries.of("true", "false", "null")
                .map(w -> Json.readObject("{\"w\":" + w + "}").get("w"));
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(number, text, word);
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<JsonNode> inner = nodes(depth - 1);
        return Arbitraries.oneOf(
                leaf,
                leaf,
                leaf,
                inner.list().ofMaxSize(3).<JsonNode>map(JsonArbitraries::array).withoutEdgeCases(),
                objects(inner).map(o -> o));
    }

    private static Arbitrary<ObjectNode> objects(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(text(), values)
                .ofMaxSize(4)
                .map(JsonArbitraries::object)
                .withoutEdgeCases();
    }

    private static ObjectNode object(Map<String, JsonNode> fields) {
        ObjectNode node = Json.newObject();
        fields.forEach((key, value) -> node.set(key, value.deepCopy()));
        return node;
    }

    private static JsonNode array(List<JsonNode> items) {
        ArrayNode node = Json.newObject().arrayNode();
        items.forEach(node::add);
        return node;
    }

    private static JsonNode arrayOfSize(int size) {
        ArrayNode node = Json.newObject().arrayNode();
        for (int i = 0; i < size; i++) {
            node.add(i);
        }
        return node;
    }

    private static String ofCodePoints(List<Integer> points) {
        StringBuilder text = new StringBuilder();
        points.forEach(text::appendCodePoint);
        return text.toString();
    }
}
