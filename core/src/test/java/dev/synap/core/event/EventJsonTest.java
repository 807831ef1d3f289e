package dev.synap.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonArbitraries;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.HashChain;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EventJsonTest {

    private static final String FULL =
            "{\"workspaceId\":\"default\",\"position\":7,\"id\":\"evt_1\",\"type\":\"note.created\","
                    + "\"subjectId\":\"note_1\",\"subjectType\":\"note\",\"version\":1,"
                    + "\"data\":{\"title\":\"Ä\\n𝄞\",\"n\":1.0},\"metadata\":{},\"userId\":\"alice\",\"source\":\"api\","
                    + "\"correlationId\":\"c_1\",\"causationId\":\"evt_0\",\"timestamp\":\"2024-12-01T10:00:00.000000Z\","
                    + "\"recordedAt\":\"2024-12-01T10:00:00.000001Z\",\"hash\":\"ab\"}";

    private static final JsonObject DATA = JsonObject.parse("{\"title\":\"Ä\\n𝄞\",\"n\":1.0}");

    @Test
    void everyField_isWrittenInTheFixedOrder_andReadBack() {
        Event event = event("c_1", "evt_0", DATA, JsonObject.empty());
        assertThat(EventJson.write(event)).isEqualTo(FULL);
        assertThat(EventJson.bytes(event)).isEqualTo(FULL.getBytes(StandardCharsets.UTF_8));
        assertThat(EventJson.read(FULL)).isEqualTo(event);
        StringBuilder json = new StringBuilder("[");
        EventJson.append(json, event);
        assertThat(json).hasToString("[" + FULL);
    }

    @Test
    void absentIds_areLeftOut_andNullMeansAbsent() {
        Event event = event(null, null, DATA, JsonObject.empty());
        String without = FULL.replace("\"correlationId\":\"c_1\",\"causationId\":\"evt_0\",", "");
        assertThat(EventJson.write(event)).isEqualTo(without);
        assertThat(EventJson.read(without)).isEqualTo(event);
        assertThat(EventJson.read(FULL.replace("\"c_1\"", "null").replace("\"evt_0\"", "null")))
                .isEqualTo(event);
    }

    @Property(tries = 100)
    void anyEvent_writtenAndRead_isTheSameAndKeepsItsHash(
            @ForAll("objects") ObjectNode data, @ForAll("objects") ObjectNode metadata) {
        Event event = event("c_1", null, JsonObject.of(data), JsonObject.of(metadata));
        String json = EventJson.write(event);
        String spread = Json.readObject(json).toPrettyString();

        assertThat(json).contains(event.data().text(), event.metadata().text()).doesNotContain("\n");
        assertThat(EventJson.read(json)).isEqualTo(event);
        assertThat(EventJson.read(spread)).isEqualTo(event);
        assertThat(HashChain.hash(HashChain.GENESIS, EventJson.read(json)))
                .isEqualTo(HashChain.hash(HashChain.GENESIS, event));
    }

    @Test
    void fieldsOfALaterVersion_arePassedOver() {
        assertThat(EventJson.read(FULL.replace("{\"workspaceId", "{\"later\":{},\"workspaceId")))
                .isEqualTo(EventJson.read(FULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "a\u0000b", "a\u001fb", ""})
    void tamperedId_isStillWrittenAsJson(String userId) {
        Event e = event(null, null, DATA, JsonObject.empty());
        Event tampered = new Event(
                e.workspaceId(),
                7,
                e.id(),
                e.type(),
                e.subjectId(),
                e.subjectType(),
                1,
                e.data(),
                e.metadata(),
                userId,
                e.source(),
                null,
                null,
                e.timestamp(),
                e.recordedAt(),
                e.hash());
        String json = EventJson.write(tampered);
        assertThat(Json.readObject(json).get("userId").stringValue()).isEqualTo(userId);
        assertThat(json).doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workspaceId",
                "id",
                "type",
                "subjectId",
                "subjectType",
                "userId",
                "source",
                "timestamp",
                "recordedAt",
                "hash"
            })
    void missingOrWrongText_isRefusedByName(String field) {
        assertRefused(Json.readObject(FULL).without(field), field, "is missing");
        assertRefused(Json.readObject(FULL).putNull(field), field, "is missing");
        assertRefused(Json.readObject(FULL).put(field, 1), field, "must be a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"position", "version"})
    void missingOrWrongNumber_isRefusedByName(String field) {
        for (String wrong : new String[] {"0", "-1", "1.0", "\"1\"", "null", "9223372036854775808", "{}"}) {
            ObjectNode json = Json.readObject(FULL);
            json.set(field, Json.readObject("{\"v\":" + wrong + "}").get("v"));
            assertRefused(json, field, "must be a whole number from 1");
        }
        assertRefused(Json.readObject(FULL).without(field), field, "must be a whole number from 1");
        assertThat(EventJson.read(Json.readObject(FULL).put(field, Long.MAX_VALUE)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "metadata"})
    void missingOrWrongObject_isRefusedByName(String field) {
        assertRefused(Json.readObject(FULL).without(field), field, "must be a JSON object");
        assertRefused(Json.readObject(FULL).put(field, "{}"), field, "must be a JSON object");
    }

    @ParameterizedTest
    @CsvSource({"timestamp", "recordedAt"})
    void wrongTime_isRefusedByName(String field) {
        assertRefused(
                Json.readObject(FULL).put(field, "yesterday"),
                field,
                "must be an ISO-8601 time with an offset, such as 2024-12-01T10:00:00Z");
    }

    /** Their UTF-8 would be a question mark, which an unchanged export may hold in the same place. */
    @Test
    void halvesOfSurrogatePairs_areRefused() {
        assertRefused(
                Json.readObject(FULL.replace("𝄞", "\\ud834")),
                "data",
                "holds half of a surrogate pair at index 13, which is not Unicode text");
        assertRefused(
                Json.readObject(FULL.replace("alice", "\\udd1e")),
                "userId",
                "holds half of a surrogate pair at index 0, which is not Unicode text");
    }

    private static void assertRefused(ObjectNode json, String field, String message) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> EventJson.read(json));
        assertThat(refused).hasMessage(message);
        assertThat(refused.field()).isEqualTo(field);
    }

    private static Event event(
            @Nullable String correlation, @Nullable String causation, JsonObject data, JsonObject metadata) {
        return new Event(
                "default",
                7,
                "evt_1",
                "note.created",
                "note_1",
                "note",
                1,
                data,
                metadata,
                "alice",
                "api",
                correlation,
                causation,
                Instant.parse("2024-12-01T10:00:00Z"),
                Instant.parse("2024-12-01T10:00:00.000001Z"),
                "ab");
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return JsonArbitraries.objects();
    }
}
