package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Timestamps;
import dev.synap.core.history.Blame;
import dev.synap.core.history.BlamedLine;
import dev.synap.core.history.Contributor;
import dev.synap.core.history.Diff;
import dev.synap.core.history.EntryKind;
import dev.synap.core.history.FieldDiff;
import dev.synap.core.history.FieldEffect;
import dev.synap.core.history.Origin;
import dev.synap.core.history.Segment;
import dev.synap.core.history.TimelineEntry;
import dev.synap.core.history.TimelineStep;
import dev.synap.core.log.AsOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a subject's past looks like on the wire. */
final class PastWire {

    private PastWire() {}

    /** A point in history as one parameter. */
    static String point(AsOf asOf) {
        return switch (asOf) {
            case AsOf.Latest _ -> "now";
            case AsOf.Time time -> Timestamps.format(time.instant());
            case AsOf.Position position -> "position:" + position.position();
            case AsOf.Version version -> Long.toString(version.version());
        };
    }

    static Diff diff(ObjectNode json) {
        return new Diff(
                Wire.text(json, "subjectId"),
                Wire.number(json, "fromVersion"),
                Wire.number(json, "toVersion"),
                Wire.list(json, "fields", PastWire::field));
    }

    private static FieldDiff field(ObjectNode json) {
        return new FieldDiff(
                effect(json),
                Wire.list(
                        json,
                        "words",
                        word -> new Segment(word(Segment.Kind.class, word, "kind"), Wire.text(word, "text"))));
    }

    static FieldEffect effect(ObjectNode json) {
        FieldEffect.Kind kind = word(FieldEffect.Kind.class, json, "kind");
        return new FieldEffect(
                Wire.text(json, "path"),
                kind == FieldEffect.Kind.ADDED ? null : json.path("before"),
                kind == FieldEffect.Kind.REMOVED ? null : json.path("after"));
    }

    static TimelinePage timeline(ObjectNode json) {
        JsonNode next = json.path("next");
        return new TimelinePage(
                Wire.list(json, "entries", PastWire::entry),
                Wire.list(
                        json, "contributors", who -> new Contributor(Wire.text(who, "userId"), Wire.text(who, "name"))),
                json.path("commentsLeftOut").asBoolean(false),
                next.isIntegralNumber() ? (Long) next.longValue() : null);
    }

    private static TimelineEntry entry(ObjectNode json) {
        List<Long> versions = new ArrayList<>();
        Wire.array(json, "versions").forEach(version -> versions.add(version.asLong()));
        return new TimelineEntry(
                Wire.text(json, "changeId"),
                word(EntryKind.class, json, "kind"),
                List.copyOf(Wire.texts(json, "userIds")),
                Wire.time(json, "timestamp"),
                Wire.text(json, "source"),
                Wire.optionalText(json, "reason"),
                Wire.text(json, "sentence"),
                List.copyOf(Wire.texts(json, "paths")),
                versions,
                Wire.list(json, "steps", PastWire::step));
    }

    private static TimelineStep step(ObjectNode json) {
        return new TimelineStep(
                Wire.text(json, "eventId"),
                Wire.number(json, "position"),
                Wire.text(json, "type"),
                Wire.text(json, "userId"),
                Wire.time(json, "timestamp"),
                Wire.text(json, "sentence"));
    }

    static Blame blame(ObjectNode json) {
        return new Blame(Wire.list(
                json,
                "lines",
                line -> new BlamedLine(
                        Wire.text(line, "text"),
                        new Origin(
                                Wire.text(line, "eventId"),
                                Wire.number(line, "version"),
                                Wire.text(line, "changeId"),
                                Wire.text(line, "userId"),
                                Wire.time(line, "timestamp")))));
    }

    private static <E extends Enum<E>> E word(Class<E> type, ObjectNode json, String name) {
        String word = Wire.text(json, name);
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(name, "is " + word);
        }
    }
}
