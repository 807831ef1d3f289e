package dev.synap.core.write;

import static dev.synap.core.access.EntityTypes.TASK;

import dev.synap.core.fold.Fields;
import dev.synap.core.fold.MergePatch;
import dev.synap.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The facts that carry a command out. A change of a field that has a name of its own is a fact of its own
 * ({@code note.title_changed}); the other fields share {@code <type>.updated}. What changes nothing is no fact.
 */
final class Facts {

    private static final Map<String, Map<String, String>> SPECIFIC = Map.of(
            "note", Map.of("title", "title_changed", "content", "content_updated"),
            "task",
                    Map.of(
                            "title", "title_changed",
                            "description", "description_updated",
                            "status", "status_changed",
                            "dueDate", "due_date_changed",
                            "assignee", "assignee_changed"),
            "project",
                    Map.of(
                            "title", "title_changed",
                            "name", "name_changed",
                            "description", "description_updated",
                            "status", "status_changed"),
            "relation", Map.of("kind", "kind_changed"),
            "tag", Map.of("name", "name_changed"),
            "comment", Map.of("text", "text_updated"),
            "member", Map.of("role", "role_changed"),
            "share", Map.of("level", "level_changed"),
            "policy", Map.of("effect", "effect_changed"));

    private Facts() {}

    /** The facts, in order; none when the subject is that way already. */
    static List<FactDraft> of(Command command, Subject subject) {
        ObjectNode before = subject.state().toNode();
        return switch (command) {
            case Command.Create create -> List.of(new FactDraft(create.type() + ".created", create.fields()));
            case Command.Update update -> changes(update, before);
            case Command.Tag tag ->
                tag.adds() == isTagged(before, tag.tag())
                        ? List.of()
                        : List.of(new FactDraft(
                                tag.adds() ? "entity.tagged" : "entity.untagged",
                                Json.newObject().put("tag", tag.tag())));
            case Command.Mark mark ->
                mark.mark().changes(before)
                        ? List.of(new FactDraft(mark.type() + "." + mark.mark().past(), Json.newObject()))
                        : List.of();
        };
    }

    private static List<FactDraft> changes(Command.Update update, ObjectNode before) {
        ObjectNode after = MergePatch.apply(before, update.changes());
        Map<String, String> specific = SPECIFIC.getOrDefault(update.type(), Map.of());
        List<FactDraft> facts = new ArrayList<>();
        ObjectNode others = Json.newObject();
        update.changes().properties().forEach(change -> {
            String field = change.getKey();
            if (same(before.get(field), after.get(field))) {
                return;
            }
            String fact = specific.get(field);
            if (fact == null) {
                others.set(field, change.getValue());
            } else if (!completes(update, field, change.getValue(), before, facts)) {
                ObjectNode data = Json.newObject();
                data.set(field, change.getValue());
                facts.add(new FactDraft(update.type() + "." + fact, data));
            }
        });
        if (!others.isEmpty()) {
            facts.add(new FactDraft(update.type() + ".updated", others));
        }
        return facts;
    }

    /** A task that is set to done is completed, and one that was done is reopened first. */
    private static boolean completes(
            Command.Update update, String field, JsonNode value, ObjectNode before, List<FactDraft> facts) {
        if (!update.type().equals(TASK) || !field.equals(Fields.STATUS)) {
            return false;
        }
        if (value.isString() && value.stringValue().equals("done")) {
            facts.add(new FactDraft("task.completed", Json.newObject()));
            return true;
        }
        if (before.hasNonNull(Fields.COMPLETED_AT)) {
            facts.add(new FactDraft("task.reopened", Json.newObject()));
            return value.isString() && value.stringValue().equals("open");
        }
        return false;
    }

    private static boolean isTagged(ObjectNode fields, String tag) {
        return fields.get(Fields.TAGS) instanceof ArrayNode tags
                && tags.valueStream()
                        .anyMatch(each -> each.isString() && each.stringValue().equals(tag));
    }

    private static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
        return a == null ? b == null : a.equals(b);
    }
}
