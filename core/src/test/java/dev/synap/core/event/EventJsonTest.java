package dev.synap.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    @Test
    void everyField_isWrittenInTheFixedOrder_andReadBack() {
        Event event = new Event(
                "default",
                7,
                "evt_1",
                "note.created",
                "note_1",
                "note",
                1,
                JsonObject.parse("{\"title\":\"Ä\\n𝄞\",\"n\":1.0}"),
                JsonObject.empty(),
                "alice",
                "api",
                "c_1",
                null,
                Instant.parse("2024-12-01T10:00:00Z"),
                Instant.parse("2024-12-01T10:00:00.000001Z"),
                "ab");
        String json = EventJson.write(event);
        assertThat(json)
                .isEqualTo(
                        "{\"workspaceId\":\"default\",\"position\":7,\"id\":\"evt_1\",\"type\":\"note.created\","
                                + "\"subjectId\":\"note_1\",\"subjectType\":\"note\",\"version\":1,\"data\":{\"title\":\"Ä\\n𝄞\",\"n\":1.0},"
                                + "\"metadata\":{},\"userId\":\"alice\",\"source\":\"api\",\"correlationId\":\"c_1\","
                                + "\"timestamp\":\"2024-12-01T10:00:00.000000Z\",\"recordedAt\":\"2024-12-01T10:00:00.000001Z\",\"hash\":\"ab\"}");
        assertThat(EventJson.read(json)).isEqualTo(event);
    }
}
