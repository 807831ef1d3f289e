package dev.synap.server.assistant;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.write.ReasoningTrace;
import dev.synap.server.extract.Suggestion;
import dev.synap.store.access.FirstAccess;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A suggestion that is to be made, and what the log is told of it, one behind the other: that the agent was invoked by an event and how it thought, what
 * it suggests, and its request to make the task, which waits for a person unless a policy says otherwise. All ids follow from
 * the subject and the words, so that the same words in the same note are suggested once.
 */
final class Found {

    static final String SOURCE = "ai-agent";
    private static final String SUGGESTION = "suggestion";

    private final Event cause;
    private final Suggestion suggestion;
    private final String words;
    private final String key;

    /** @param words the words of the event that ask for the task */
    Found(Event cause, Suggestion suggestion, String words) {
        this.cause = cause;
        this.suggestion = suggestion;
        this.words = words.strip();
        this.key = cause.subjectId() + " " + this.words.toLowerCase(Locale.ROOT);
    }

    /** The id of the request, which is there when the suggestion was made before. */
    String requestId() {
        return id("requested");
    }

    Suggestion suggestion() {
        return suggestion;
    }

    /** The words of the text that ask for it. */
    String words() {
        return words;
    }

    List<NewEvent> all(Account account) {
        String suggestionId = Ids.derived(SUGGESTION, key);
        String taskId = Ids.derived(EntityTypes.TASK, key);
        JsonObject metadata = metadata(account);
        ObjectNode invoked = Json.newObject()
                .put("agent", FirstAccess.ASSISTANT)
                .put("subjectId", cause.subjectId())
                .put("words", words);
        ObjectNode task = task();
        ObjectNode made = task.deepCopy()
                .put("taskId", taskId)
                .put("confidence", suggestion.confidence())
                .put("status", "waiting");
        return List.of(
                event("agent.invoked", id("invoked"), suggestionId, SUGGESTION, invoked, metadata, cause.id()),
                event("suggestion.created", id("suggested"), suggestionId, SUGGESTION, made, metadata, id("invoked")),
                event(
                        "entities.create.requested",
                        requestId(),
                        taskId,
                        EntityTypes.TASK,
                        task.put("type", EntityTypes.TASK),
                        metadata,
                        id("suggested")));
    }

    /** What became of a suggestion: that its proposal was decided. */
    static NewEvent decided(Event decision, Event suggested) {
        String verb = decision.type().substring(decision.type().lastIndexOf('.') + 1);
        return new NewEvent(
                Ids.derived("outcome", SUGGESTION, decision.id()),
                "suggestion." + verb,
                suggested.subjectId(),
                SUGGESTION,
                JsonObject.of(Json.newObject()),
                JsonObject.of(Json.newObject()),
                decision.userId(),
                decision.source(),
                suggested.correlationId(),
                decision.id(),
                null);
    }

    /** What all that comes of an event stands under. */
    static String correlation(Event cause) {
        return cause.correlationId() == null ? cause.id() : cause.correlationId();
    }

    private ObjectNode task() {
        ObjectNode task = Json.newObject().put("title", suggestion.title());
        if (suggestion.due() != null) {
            task.put("dueDate", suggestion.due().toString());
        }
        if (suggestion.recurrence() != null) {
            task.put("recurrence", suggestion.recurrence());
        }
        if (suggestion.projectId() != null) {
            task.put("projectId", suggestion.projectId());
        }
        putAll(task, "people", suggestion.people());
        putAll(task, "tags", suggestion.tags());
        task.put(cause.subjectType().equals(EntityTypes.NOTE) ? "noteId" : "captureId", cause.subjectId());
        return task;
    }

    private static void putAll(ObjectNode task, String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = task.putArray(field);
            values.forEach(list::add);
        }
    }

    private JsonObject metadata(Account account) {
        ObjectNode ai = Json.newObject().put("agent", FirstAccess.ASSISTANT);
        account.putInto(ai);
        ObjectNode reasoning = ai.putObject("reasoning").put("account", account.whose());
        ArrayNode steps = reasoning.putArray("steps");
        for (ReasoningTrace.Step step : suggestion.steps()) {
            ObjectNode told = steps.addObject().put("thought", step.thought());
            if (step.action() != null) {
                told.put("action", step.action());
            }
            if (step.confidence() != null) {
                told.put("confidence", step.confidence());
            }
        }
        reasoning.putObject("outcome").put("action", "create_task").set("entity", task());
        ObjectNode metadata = Json.newObject();
        metadata.set("ai", ai);
        return JsonObject.of(metadata);
    }

    private NewEvent event(
            String type,
            String id,
            String subjectId,
            String subjectType,
            ObjectNode data,
            JsonObject metadata,
            String causationId) {
        return new NewEvent(
                id,
                type,
                subjectId,
                subjectType,
                JsonObject.of(data),
                metadata,
                FirstAccess.ASSISTANT,
                SOURCE,
                correlation(cause),
                causationId,
                null);
    }

    /** Ids that begin like outcomes' nobody may choose. */
    private String id(String part) {
        return Ids.derived("outcome", "assistant", part, key);
    }
}
