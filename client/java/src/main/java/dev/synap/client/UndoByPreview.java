package dev.synap.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What taking back what a user did would come to. Hand it to {@link History#undoBy(UndoByPreview)} within a quarter of an
 * hour to have that done.
 *
 * @param subjects how many subjects it would reach
 * @param written how many of them it would write to
 * @param changes how many changes would no longer count; one on several subjects, once for each
 * @param superseded how many fields somebody wrote later
 * @param left on how many subjects something of the user's would stay
 * @param affected who wrote later; 100 of them at most
 * @param first what would become of the first 100 subjects
 */
public record UndoByPreview(
        UndoByChoice choice,
        String token,
        long subjects,
        long written,
        long changes,
        long superseded,
        long left,
        List<String> affected,
        List<OfSubject> first) {

    /**
     * One of the subjects.
     *
     * @param left what stays, and why
     */
    public record OfSubject(UndoPreview.OfSubject plan, List<String> left) {}

    static UndoByPreview from(UndoByChoice choice, ObjectNode json) {
        List<OfSubject> first = new ArrayList<>();
        json.path("first")
                .forEach(each ->
                        first.add(new OfSubject(UndoPreview.subject(each.path("plan")), texts(each.path("left")))));
        return new UndoByPreview(
                choice,
                Wire.text(json, "token"),
                Wire.number(json, "subjects"),
                Wire.number(json, "written"),
                Wire.number(json, "changes"),
                Wire.number(json, "superseded"),
                Wire.number(json, "left"),
                texts(json.path("affected")),
                List.copyOf(first));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString("")));
        return List.copyOf(texts);
    }
}
