package dev.synap.core.history;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventFixture;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonArbitraries;
import dev.synap.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Histories of one subject, for tests. */
final class Histories {

    /** Built-in types of entities, and some that nobody registered. */
    private static final String[] SUBJECTS = {
        "note",
        "task",
        "project",
        "relation",
        "tag",
        "comment",
        "member",
        "share",
        "policy",
        "schema",
        "suggestion",
        "proposal",
        "crm.deal",
        "invoice"
    };

    private static final String[] VERBS = {
        "created",
        "updated",
        "updated",
        "updated",
        "moved",
        "title_changed",
        "content_updated",
        "status_changed",
        "due_date_changed",
        "deleted",
        "restored",
        "archived",
        "unarchived",
        "completed",
        "reopened",
        "tagged",
        "untagged",
        "accepted",
        "modified",
        "rejected",
        "withdrawn",
        "expired",
        "stale",
        "commented",
        "viewed"
    };

    private static final String[] PHASES = {
        "entities.update.requested", "entities.update.approved", "entities.update.validated", "agent.invoked"
    };

    private Histories() {}

    /** Any events, in any order, with data that meets what is there: nested, replaced, removed, oddly named. */
    static Arbitrary<List<Event>> any() {
        Arbitrary<String> types = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(SUBJECTS), Arbitraries.of(VERBS))
                        .as((subject, verb) -> subject + "." + verb),
                Combinators.combine(Arbitraries.of(SUBJECTS), Arbitraries.of("created", "updated"))
                        .as((subject, verb) -> subject + "." + verb),
                Arbitraries.of("entity.tagged", "entity.untagged"),
                Arbitraries.of(PHASES));
        Arbitrary<ObjectNode> data =
                Arbitraries.oneOf(patches(3), JsonArbitraries.patches(), JsonArbitraries.objects());
        Arbitrary<String> tags = Arbitraries.of("red", "blue", "");
        return Combinators.combine(types, data, tags, Arbitraries.of("alice", "bob"))
                .as((type, fields, tag, user) -> new String[] {type, Json.write(tagged(fields, tag)), user})
                .list()
                .ofMaxSize(20)
                .map(Histories::numbered)
                .withoutEdgeCases();
    }

    /** Each text written over the one before. */
    static List<Event> ofContents(List<String> texts) {
        List<Event> events = new ArrayList<>();
        for (String text : texts) {
            String data = Json.write(Json.newObject().put("content", text));
            String type = events.isEmpty() ? "note.created" : "note.content_updated";
            events.add(at(events.size() + 1, type, data, events.size() % 2 == 0 ? "alice" : "bob"));
        }
        return events;
    }

    static Event at(int version, String type, String data, String user) {
        return EventFixture.at(
                version, type, data, user, "2024-12-01T10:%02d:%02dZ".formatted(version / 60, version % 60));
    }

    /** The event with another correlation. */
    static Event correlated(Event e, @Nullable String correlationId) {
        return with(e, e.subjectId(), e.subjectType(), correlationId, e.metadata());
    }

    static Event about(Event e, String subjectId, String subjectType) {
        return with(e, subjectId, subjectType, e.correlationId(), e.metadata());
    }

    static Event because(Event e, String reason) {
        return with(
                e,
                e.subjectId(),
                e.subjectType(),
                e.correlationId(),
                JsonObject.of(Json.newObject().put("reason", reason)));
    }

    /** All that the state says but who was last and when, its keys in order: every digit counts. */
    static String essence(ObjectNode state) {
        ObjectNode copy = state.deepCopy();
        copy.remove(Set.of("updatedAt", "updatedBy"));
        return Json.write(sorted(copy));
    }

    private static Event with(
            Event e, String subjectId, String subjectType, @Nullable String correlationId, JsonObject metadata) {
        return new Event(
                e.workspaceId(),
                e.position(),
                e.id(),
                e.type(),
                subjectId,
                subjectType,
                e.version(),
                e.data(),
                metadata,
                e.userId(),
                e.source(),
                correlationId,
                e.causationId(),
                e.timestamp(),
                e.recordedAt(),
                e.hash());
    }

    private static Arbitrary<ObjectNode> patches(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.of(
                        "null", "1", "1.0", "1.00", "true", "\"x\"", "\"\"", "[]", "[1,2]", "[{\"a\":1}]", "{}")
                .map(value -> Json.readObject("{\"v\":" + value + "}").get("v"));
        Arbitrary<JsonNode> value =
                depth == 0 ? leaf : Arbitraries.oneOf(leaf, patches(depth - 1).map(JsonNode.class::cast));
        return Arbitraries.maps(Arbitraries.of("title", "a", "a/b", "m~n", "~1", "", "0", "updatedAt", "tags"), value)
                .ofMaxSize(4)
                .map(fields -> {
                    ObjectNode node = Json.newObject();
                    fields.forEach((name, child) -> node.set(name, child.deepCopy()));
                    return node;
                })
                .withoutEdgeCases();
    }

    private static ObjectNode tagged(ObjectNode fields, String tag) {
        return tag.isEmpty() ? fields : fields.deepCopy().put("tag", tag);
    }

    private static List<Event> numbered(List<String[]> parts) {
        List<Event> events = new ArrayList<>();
        parts.forEach(part -> events.add(at(events.size() + 1, part[0], part[1], part[2])));
        return events;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> byName = new TreeMap<>();
            object.properties().forEach(entry -> byName.put(entry.getKey(), sorted(entry.getValue())));
            return object.objectNode().setAll(byName);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }
}
