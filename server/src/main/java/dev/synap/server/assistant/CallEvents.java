package dev.synap.server.assistant;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.server.llm.Call;
import dev.synap.store.access.FirstAccess;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the log is told of asking the model about a text: each call, and that the built-in extractor read it instead. Ids follow
 * from the event that brought the text, so that each is told once.
 */
final class CallEvents {

    private static final String READING = "reading";

    private final Event cause;

    CallEvents(Event cause) {
        this.cause = cause;
    }

    String calledId(int attempt) {
        return Ids.derived("outcome", "assistant", "called", cause.id(), Integer.toString(attempt));
    }

    String fellBackId() {
        return Ids.derived("outcome", "assistant", "fell back", cause.id());
    }

    NewEvent called(Call call, int attempt, int suggested) {
        ObjectNode data = about().put("attempt", attempt)
                .put("outcome", call.outcome().text())
                .put("suggested", suggested);
        put(call, data);
        if (call.error() != null) {
            data.put("error", call.error());
        }
        return event("model.called", calledId(attempt), data);
    }

    NewEvent fellBack(String reason, int suggested) {
        return event(
                "model.fell_back", fellBackId(), about().put("reason", reason).put("suggested", suggested));
    }

    /** Adds what the call took, and who answered. */
    static void put(Call call, ObjectNode to) {
        to.put("model", call.model());
        if (call.modelVersion() != null) {
            to.put("modelVersion", call.modelVersion());
        }
        to.put("promptHash", call.promptHash())
                .put("inputTokens", call.tokens().input())
                .put("outputTokens", call.tokens().output());
        if (call.tokens().estimated()) {
            to.put("tokensEstimated", true);
        }
        to.put("durationMs", call.duration().toMillis());
    }

    private ObjectNode about() {
        return Json.newObject().put("subjectId", cause.subjectId()).put("eventId", cause.id());
    }

    private NewEvent event(String type, String id, ObjectNode data) {
        return new NewEvent(
                id,
                type,
                Ids.derived(READING, cause.subjectId()),
                READING,
                JsonObject.of(data),
                JsonObject.empty(),
                FirstAccess.ASSISTANT,
                Found.SOURCE,
                Found.correlation(cause),
                cause.id(),
                null);
    }
}
