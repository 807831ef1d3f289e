package dev.synap.core.undo;

import dev.synap.core.fold.FieldPath;
import dev.synap.core.fold.Fields;
import dev.synap.core.history.FieldEffect;
import dev.synap.core.history.TextMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes facts of one subject back, from the newest to the oldest. A field goes back to what it was before a fact as
 * long as nobody else has written to it since; where somebody has, texts are merged and sets freed of what was added,
 * and any other value stays.
 *
 * <p>Used once. Not thread-safe.
 */
final class Unwinding {

    private static final String WHOLE = "";
    private static final String TAGS = "/" + Fields.TAGS;
    private static final Set<String> TEXTS = Set.of("/content", "/text", "/description");
    private static final int LONG = 200;

    private final Past past;
    private final Undo undo;
    private final Predicate<Step> selected;
    private final boolean force;
    private final List<Superseded> superseded = new ArrayList<>();
    private ObjectNode fields;

    Unwinding(Past past, Undo undo, Predicate<Step> selected) {
        this.past = past;
        this.undo = undo;
        this.selected = selected;
        this.force = undo.policy() == UndoPolicy.FORCE;
        this.fields = past.now();
    }

    SubjectPlan plan() {
        for (int i = past.steps().size() - 1; i >= 0; i--) {
            Step step = past.steps().get(i);
            if (past.counts(i) && selected.test(step)) {
                if (step.creates()) {
                    takeBackCreation(i);
                } else {
                    for (FieldEffect field : step.effect().fields()) {
                        takeBack(i, field);
                    }
                }
            }
        }
        return undo.plan(past, fields, superseded);
    }

    /** What somebody wrote into it since would go with it. */
    private void takeBackCreation(int index) {
        List<Step> later = laterWriters(index, WHOLE);
        if (!later.isEmpty() && !fields.hasNonNull(Fields.DELETED_AT)) {
            superseded.add(new Superseded(WHOLE, later.getLast().origin(), null));
        }
        if (later.isEmpty() || force) {
            fields = undo.deleted(fields);
        }
    }

    private void takeBack(int index, FieldEffect field) {
        FieldPath path = FieldPath.parse(field.path()).orElseThrow();
        JsonNode now = path.valueIn(fields);
        if (Objects.equals(now, field.before())) {
            return;
        }
        List<Step> later = laterWriters(index, field.path());
        if (later.isEmpty() && Objects.equals(now, field.after())) {
            fields = path.write(fields, field.before());
        } else if (field.path().equals(TAGS) && isSet(field.before()) && isSet(field.after()) && isSet(now)) {
            takeBackFromSet(index, field, path, later);
        } else if (isText(field, now)) {
            mergeText(index, field, path, later);
        } else {
            supersede(index, field.path(), now, later);
            if (force) {
                fields = path.write(fields, field.before());
            }
        }
    }

    private void mergeText(int index, FieldEffect field, FieldPath path, List<Step> later) {
        JsonNode now = path.valueIn(fields);
        TextMerge merged = TextMerge.of(
                text(field.after()),
                text(now),
                text(field.before()),
                force ? TextMerge.Winner.THEIRS : TextMerge.Winner.OURS);
        if (merged.overlaps() > 0) {
            supersede(index, field.path(), now, later);
        }
        if (!merged.text().equals(text(now))) {
            fields = path.write(fields, fields.stringNode(merged.text()));
        }
    }

    /** Takes away what was added, and adds what was taken away, but for elements that somebody has touched since. */
    private void takeBackFromSet(int index, FieldEffect field, FieldPath path, List<Step> later) {
        JsonNode now = path.valueIn(fields);
        List<JsonNode> added = SetElements.of(field.after());
        List<JsonNode> result = new ArrayList<>(SetElements.of(now));
        boolean kept = false;
        for (JsonNode element : SetElements.difference(field.before(), field.after())) {
            boolean stillDone = result.contains(element) == added.contains(element);
            if (stillDone && !force && isTouched(later, field.path(), element)) {
                kept = true;
            } else if (stillDone && added.contains(element)) {
                result.remove(element);
            } else if (stillDone) {
                result.add(element);
            }
        }
        if (kept) {
            supersede(index, field.path(), now, later);
        }
        ArrayNode array = fields.arrayNode();
        result.forEach(array::add);
        if (!array.equals(now)) {
            fields = path.write(fields, array.isEmpty() && field.before() == null ? null : array);
        }
    }

    private static boolean isTouched(List<Step> later, String path, JsonNode element) {
        return later.stream()
                .flatMap(step -> step.effect().fields().stream())
                .filter(field -> field.path().equals(path))
                .anyMatch(field ->
                        SetElements.difference(field.before(), field.after()).contains(element));
    }

    private void supersede(int index, String path, @Nullable JsonNode now, List<Step> later) {
        Step by = later.isEmpty() ? lastWriter(index, path) : later.getLast();
        superseded.add(new Superseded(path, by.origin(), now));
    }

    /** Where no change that counts wrote to it, an undo did, or a change that was undone only in part. */
    private Step lastWriter(int index, String path) {
        for (int i = past.steps().size() - 1; i > index; i--) {
            if (past.steps().get(i).touches(path)) {
                return past.steps().get(i);
            }
        }
        return past.steps().get(index);
    }

    /** Those that are in force and stay so. An undo is none: what it took back does not count either. */
    private List<Step> laterWriters(int index, String path) {
        List<Step> later = new ArrayList<>();
        for (int i = index + 1; i < past.steps().size(); i++) {
            Step step = past.steps().get(i);
            boolean stays = past.counts(i) && !step.isReversal() && !selected.test(step);
            if (stays && step.touches(path)) {
                later.add(step);
            }
        }
        return later;
    }

    private static boolean isText(FieldEffect field, @Nullable JsonNode now) {
        return isString(field.before())
                && isString(field.after())
                && isString(now)
                && (TEXTS.contains(field.path()) || isLong(field.before()) || isLong(field.after()) || isLong(now));
    }

    private static boolean isString(@Nullable JsonNode value) {
        return value != null && value.isString();
    }

    private static boolean isLong(@Nullable JsonNode value) {
        return text(value).length() > LONG || text(value).indexOf('\n') >= 0;
    }

    private static boolean isSet(@Nullable JsonNode value) {
        return value == null || value.isArray();
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : value.stringValue();
    }
}
