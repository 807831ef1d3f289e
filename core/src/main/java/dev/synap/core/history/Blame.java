package dev.synap.core.history;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where each line of a text comes from: the event since which it has been there, found by laying each text beside
 * the next. A line that was moved, or came back after it was gone, comes from the event that put it there.
 *
 * <p>How a line ends does not make it another's: whoever writes on after a last line without an end, or turns
 * {@code \r\n} into {@code \n}, has not written the line.
 *
 * <p>Where one event changes very much at once ({@value Alignment#MAX_DIFFERENCES} differences among lines that
 * both texts have), all lines between the first and the last difference come from it.
 *
 * @param lines joined, they are the text; none where the field holds no text
 */
public record Blame(List<BlamedLine> lines) {

    public Blame {
        lines = List.copyOf(lines);
    }

    /**
     * Follows one field through the whole history of a subject.
     *
     * @param path a JSON Pointer, such as {@code /content}
     * @param events all of the subject's events up to the time looked from, in their order
     * @throws IllegalArgumentException when the path points to no field
     */
    public static Blame of(String path, Iterable<Event> events) {
        List<String> names = Pointer.names(path);
        ObjectNode fields = Json.newObject();
        String text = "";
        List<BlamedLine> lines = List.of();
        for (Event event : events) {
            fields = Reducers.forType(event.type()).apply(fields, event);
            String next = textAt(fields, names);
            if (!next.equals(text)) {
                lines = after(lines, Lines.of(next), Origin.of(event));
                text = next;
            }
        }
        return new Blame(lines);
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()));
        return text.toString();
    }

    private static String textAt(ObjectNode fields, List<String> names) {
        JsonNode value = Pointer.valueAt(fields, names);
        return value != null && value.isString() ? value.stringValue() : "";
    }

    private static List<BlamedLine> after(List<BlamedLine> before, List<String> texts, Origin newest) {
        List<String> old =
                before.stream().map(line -> Lines.withoutEnd(line.text())).toList();
        List<String> now = texts.stream().map(Lines::withoutEnd).toList();
        List<BlamedLine> lines = new ArrayList<>(texts.size());
        for (Alignment.Stretch stretch : Alignment.of(old, now)) {
            for (int i = stretch.after(); i < stretch.afterEnd(); i++) {
                Origin origin = stretch.kept()
                        ? before.get(stretch.before() + i - stretch.after()).origin()
                        : newest;
                lines.add(new BlamedLine(texts.get(i), origin));
            }
        }
        return lines;
    }
}
