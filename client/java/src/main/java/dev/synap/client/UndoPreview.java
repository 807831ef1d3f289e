package dev.synap.client;

import dev.synap.core.event.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What taking something back would come to, if it were asked for now.
 *
 * @param possible whether it would be carried out, or wait for a person's word
 * @param proposed whether it would wait for a person's word
 * @param rule the rule that lets it, refuses it or asks for a person, such as {@code undo.nothing_to_undo}
 * @param reason why not, or why it would wait; null where it would be carried out
 * @param reverts the changes that it would take back; for a redo, the undos
 * @param authors whose changes they are
 * @param subjects what it would write, and what would stay
 */
public record UndoPreview(
        boolean possible,
        boolean proposed,
        String rule,
        @Nullable String reason,
        List<String> reverts,
        List<String> authors,
        List<OfSubject> subjects) {

    /**
     * One subject of several.
     *
     * @param deletes whether it would be deleted
     * @param revives whether it would be there again
     */
    public record OfSubject(
            String subjectId,
            String subjectType,
            boolean deletes,
            boolean revives,
            List<FieldWrite> writes,
            List<Later> superseded) {}

    /** A field as it is and as it would be; null where it is not there. */
    public record FieldWrite(
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** Who wrote a field later: that stays, unless it is forced. The path is empty for the subject as a whole. */
    public record Later(
            String path,
            String by,
            String eventId,
            Instant timestamp,
            @Nullable JsonNode now) {}

    static UndoPreview from(ObjectNode json) {
        List<OfSubject> subjects = new ArrayList<>();
        json.path("subjects").forEach(each -> subjects.add(subject(each)));
        return new UndoPreview(
                json.path("possible").asBoolean(false),
                json.path("proposed").asBoolean(false),
                json.path("rule").asString(""),
                Wire.optionalText(json, "reason"),
                texts(json, "reverts"),
                texts(json, "authors"),
                List.copyOf(subjects));
    }

    static OfSubject subject(JsonNode json) {
        List<FieldWrite> writes = new ArrayList<>();
        json.path("writes")
                .forEach(write -> writes.add(
                        new FieldWrite(write.path("path").asString(""), write.get("before"), write.get("after"))));
        List<Later> later = new ArrayList<>();
        json.path("superseded")
                .forEach(each -> later.add(new Later(
                        each.path("path").asString(""),
                        each.path("by").asString(""),
                        each.path("eventId").asString(""),
                        Timestamps.parse("timestamp", each.path("timestamp").asString("")),
                        each.get("now"))));
        return new OfSubject(
                json.path("subjectId").asString(""),
                json.path("subjectType").asString(""),
                json.path("deletes").asBoolean(false),
                json.path("revives").asBoolean(false),
                List.copyOf(writes),
                List.copyOf(later));
    }

    private static List<String> texts(ObjectNode json, String name) {
        List<String> texts = new ArrayList<>();
        json.path(name).forEach(text -> texts.add(text.asString("")));
        return List.copyOf(texts);
    }
}
