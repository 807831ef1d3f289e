package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.EventJson;
import dev.synap.core.event.Timestamps;
import dev.synap.core.fold.State;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.log.Page;
import dev.synap.core.log.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes over the wire, and back. */
final class Wire {

    private Wire() {}

    static ObjectNode append(List<EventDraft> drafts, Map<String, ExpectedVersion> expectedVersions) {
        ObjectNode json = Json.newObject();
        ArrayNode events = json.putArray("events");
        drafts.forEach(draft -> events.add(draft(draft)));
        ObjectNode expected = Json.newObject();
        expectedVersions.forEach((subjectId, version) -> {
            switch (version) {
                case ExpectedVersion.Any _ -> {}
                case ExpectedVersion.Exactly exactly -> expected.put(subjectId, exactly.version());
            }
        });
        if (!expected.isEmpty()) {
            json.set("expectedVersions", expected);
        }
        return json;
    }

    private static ObjectNode draft(EventDraft draft) {
        ObjectNode json = Json.newObject();
        put(json, "id", draft.id());
        put(json, "type", draft.type());
        put(json, "subjectId", draft.subjectId());
        put(json, "subjectType", draft.subjectType());
        if (draft.data() != null) {
            json.set("data", draft.data());
        }
        if (draft.metadata() != null) {
            json.set("metadata", draft.metadata());
        }
        put(json, "userId", draft.userId());
        put(json, "source", draft.source());
        put(json, "correlationId", draft.correlationId());
        put(json, "causationId", draft.causationId());
        put(json, "timestamp", draft.timestamp() == null ? null : Timestamps.format(draft.timestamp()));
        return json;
    }

    static AppendResult appendResult(Answer answer) {
        Problem problem = answer.is(Answer.CONFLICT) ? answer.problem() : null;
        if (problem != null) {
            JsonNode json = problem.json().toNode();
            switch (problem.code()) {
                case "version-conflict" -> {
                    return new AppendResult.VersionConflict(
                            json.path("subjectId").asString(""),
                            json.path("expectedVersion").asLong(-1),
                            json.path("currentVersion").asLong(-1));
                }
                case "duplicate-event-id" -> {
                    return new AppendResult.DuplicateId(
                            json.path("eventId").asString(""),
                            json.path("position").asLong(-1));
                }
                default -> throw answer.failure();
            }
        }
        return answer.read(Wire::appended);
    }

    private static AppendResult.Appended appended(ObjectNode json) {
        List<AppendResult.Receipt> receipts = new ArrayList<>();
        for (JsonNode event : array(json, "events")) {
            receipts.add(new AppendResult.Receipt(
                    text(event, "id"), text(event, "subjectId"), number(event, "position"), number(event, "version")));
        }
        return new AppendResult.Appended(receipts, json.path("repeated").asBoolean(false));
    }

    static Page page(ObjectNode json) {
        JsonNode next = json.path("next");
        return new Page(
                list(json, "events", EventJson::read), next.isIntegralNumber() ? (Long) next.longValue() : null);
    }

    static State state(ObjectNode json) {
        if (!(json.get("state") instanceof ObjectNode fields)) {
            throw new InvalidInputException("state", "must be a JSON object");
        }
        return new State(
                text(json, "subjectId"),
                text(json, "subjectType"),
                number(json, "version"),
                number(json, "position"),
                JsonObject.of(fields));
    }

    static Verification verification(ObjectNode json) {
        String status = text(json, "status");
        return switch (status) {
            case "intact" -> new Verification.Intact(number(json, "events"), text(json, "hash"));
            case "broken" ->
                new Verification.Broken(
                        number(json, "events"),
                        number(json, "position"),
                        text(json, "reason"),
                        optionalText(json, "eventId"));
            default -> throw new InvalidInputException("status", "is " + status);
        };
    }

    static ArrayNode array(ObjectNode json, String name) {
        if (json.get(name) instanceof ArrayNode array) {
            return array;
        }
        throw new InvalidInputException(name, "must be an array");
    }

    static <T> List<T> list(ObjectNode json, String name, Answer.Reader<T> reader) {
        List<T> items = new ArrayList<>();
        for (JsonNode item : array(json, name)) {
            if (!(item instanceof ObjectNode object)) {
                throw new InvalidInputException(name, "must hold objects");
            }
            items.add(reader.read(object));
        }
        return List.copyOf(items);
    }

    static Set<String> texts(ObjectNode json, String name) {
        Set<String> texts = new LinkedHashSet<>();
        array(json, name).forEach(text -> texts.add(text.asString()));
        return texts;
    }

    static Instant time(ObjectNode json, String name) {
        return Timestamps.parse(name, text(json, name));
    }

    static @Nullable Instant optionalTime(ObjectNode json, String name) {
        String text = optionalText(json, name);
        return text == null ? null : Timestamps.parse(name, text);
    }

    static String text(JsonNode json, String name) {
        String value = optionalText(json, name);
        if (value == null) {
            throw new InvalidInputException(name, "is missing");
        }
        return value;
    }

    static @Nullable String optionalText(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    static long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new InvalidInputException(name, "must be a whole number");
        }
        return value.longValue();
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
