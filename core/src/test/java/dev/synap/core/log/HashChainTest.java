package dev.synap.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventFixture;
import dev.synap.core.event.EventJson;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class HashChainTest {

    private static final Instant TIME = Instant.parse("2024-12-01T10:00:00.000001Z");
    private static final Event EVENT = new Event(
            "default",
            7,
            "evt_7",
            "note.title_changed",
            "note_1",
            "note",
            2,
            JsonObject.parse("{\"title\":\"Ä 𝄞\\n\\u0001\",\"n\":1.0}"),
            JsonObject.parse("{\"reason\":\"x\"}"),
            "alice",
            "web-app",
            "evt_6",
            null,
            TIME,
            TIME.plusSeconds(1),
            "");

    /** Independent of the code under test: made with {@code printf … | sha256sum}. */
    @Test
    void approvedVector_holds() throws IOException {
        String[] approved = resource("approved-event.json").split("\n");
        Event event = EventJson.read(approved[0]);

        assertThat(HashChain.canonicalText(HashChain.GENESIS, event)).isEqualTo(resource("approved-canonical.txt"));
        assertThat(HashChain.hash(HashChain.GENESIS, event)).isEqualTo(event.hash());
        assertThat(EventJson.write(event)).isEqualTo(approved[0]);
    }

    @Property(tries = 200)
    void hash_isTheSha256OfTheLinesThatAreDocumented(@ForAll("fields") List<String> f, @ForAll @IntRange(min = 1) int n)
            throws Exception {
        Event e = event(f, n);
        String lines = String.join(
                        "\n",
                        HashChain.GENESIS,
                        f.get(0),
                        "" + n,
                        f.get(1),
                        f.get(2),
                        f.get(3),
                        f.get(4),
                        "" + (n + 1L),
                        f.get(5),
                        f.get(6),
                        f.get(7),
                        f.get(8),
                        Timestamps.format(e.timestamp()),
                        Timestamps.format(e.recordedAt()),
                        e.data().text(),
                        e.metadata().text())
                + "\n";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
        assertThat(HashChain.hash(HashChain.GENESIS, e)).isEqualTo("%064x".formatted(new BigInteger(1, digest)));
    }

    @Test
    void changingAnySingleField_changesTheHash() {
        List<Event> variants = variants(EVENT);
        Set<String> hashes = new HashSet<>();
        variants.forEach(each -> hashes.add(HashChain.hash(HashChain.GENESIS, each)));
        hashes.add(HashChain.hash(HashChain.GENESIS, EVENT));
        hashes.add(HashChain.hash("1" + HashChain.GENESIS.substring(1), EVENT));
        assertThat(hashes).hasSize(variants.size() + 2);
    }

    @Test
    void theEventsOwnHash_isNotLookedAt() {
        assertThat(HashChain.hash(HashChain.GENESIS, EventFixture.sealed(EVENT, "other")))
                .isEqualTo(HashChain.hash(HashChain.GENESIS, EVENT));
    }

    /** Fields from an alphabet so small that shifting characters between neighbours is the likeliest difference. */
    @Property(tries = 2_000)
    void differentEvents_neverHaveTheSameText(
            @ForAll("fields") List<String> a,
            @ForAll("fields") List<String> b,
            @ForAll @IntRange(min = 1, max = 12) int n) {
        boolean same = a.equals(b);
        assertThat(HashChain.canonicalText(HashChain.GENESIS, event(a, n))
                        .equals(HashChain.canonicalText(HashChain.GENESIS, event(b, n))))
                .isEqualTo(same);
    }

    /** A tamperer may put line feeds into a stored field; they never make up for a line taken elsewhere. */
    @Test
    void lineFeedsSmuggledIntoAField_cannotShiftFields() {
        Event shifted = new Event(
                "default",
                7,
                "evt_7\nnote.title_changed",
                "note_1",
                "note",
                "",
                2,
                EVENT.data(),
                EVENT.metadata(),
                "alice",
                "web-app",
                "evt_6",
                null,
                TIME,
                TIME.plusSeconds(1),
                "");
        assertThat(HashChain.canonicalText(HashChain.GENESIS, EVENT).lines()).hasSize(16);
        assertThat(HashChain.canonicalText(HashChain.GENESIS, shifted).chars().filter(c -> c == '\n'))
                .hasSize(17);
    }

    @Test
    void anEmptyOptionalId_doesNotPassForNone() {
        Event none = optionalIds(null, null);
        assertThat(Set.of(
                        HashChain.hash(HashChain.GENESIS, none),
                        HashChain.hash(HashChain.GENESIS, optionalIds("", null)),
                        HashChain.hash(HashChain.GENESIS, optionalIds(null, "")),
                        HashChain.hash(HashChain.GENESIS, optionalIds("", "")),
                        HashChain.hash(HashChain.GENESIS, optionalIds("x", null)),
                        HashChain.hash(HashChain.GENESIS, optionalIds(null, "x"))))
                .hasSize(6);
    }

    static List<Event> variants(Event e) {
        List<Event> all = new ArrayList<>();
        ObjectNode json = Json.readObject(EventJson.write(EventFixture.sealed(e, "0")));
        for (String name : List.copyOf(json.propertyNames())) {
            ObjectNode copy = json.deepCopy();
            switch (name) {
                case "hash" -> {
                    continue;
                }
                case "position", "version" -> copy.put(name, json.get(name).longValue() + 1);
                case "data", "metadata" -> copy.withObject("/" + name).put("more", 1);
                case "timestamp", "recordedAt" ->
                    copy.put(
                            name,
                            Timestamps.format(
                                    Timestamps.parse(name, json.get(name).stringValue())
                                            .plusNanos(1_000)));
                default -> copy.put(name, json.get(name).stringValue() + "x");
            }
            all.add(EventJson.read(copy));
        }
        all.add(EventJson.read(json.deepCopy().put("causationId", "evt_5")));
        if (e.correlationId() != null) {
            all.add(EventJson.read(json.deepCopy().without("correlationId")));
        }
        return all;
    }

    private static Event optionalIds(@Nullable String correlation, @Nullable String causation) {
        return new Event(
                "default",
                7,
                "evt_7",
                "note.title_changed",
                "note_1",
                "note",
                2,
                EVENT.data(),
                EVENT.metadata(),
                "alice",
                "web-app",
                correlation,
                causation,
                TIME,
                TIME,
                "");
    }

    private static Event event(List<String> f, int n) {
        return new Event(
                f.get(0),
                n,
                f.get(1),
                f.get(2),
                f.get(3),
                f.get(4),
                n + 1L,
                JsonObject.of(Json.newObject().put("d", f.get(5))),
                JsonObject.of(Json.newObject().put("m", f.get(6))),
                f.get(5),
                f.get(6),
                f.get(7),
                f.get(8),
                TIME,
                TIME.plusSeconds(n),
                "");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HashChainTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.strings()
                .withChars('a', '1', '.')
                .ofMinLength(1)
                .ofMaxLength(2)
                .list()
                .ofSize(9);
    }
}
