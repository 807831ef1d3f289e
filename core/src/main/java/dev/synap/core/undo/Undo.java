package dev.synap.core.undo;

import dev.synap.core.event.Timestamps;
import dev.synap.core.fold.Fields;
import dev.synap.core.fold.State;
import dev.synap.core.history.Effect;
import dev.synap.core.history.FieldEffect;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plans what is written to take something back. Whatever was made is deleted and not erased, so nothing that was ever
 * there is lost; who made it and when stays true.
 *
 * @param userId who takes it back
 * @param at when
 */
public record Undo(UndoPolicy policy, String userId, Instant at) {

    private static final Set<String> KEPT = Set.of("/" + Fields.ID, "/" + Fields.CREATED_AT, "/" + Fields.CREATED_BY);

    /** Takes changes back, and lets all others stay. Those that no longer count are passed over. */
    public SubjectPlan changes(Past past, Set<String> changeIds) {
        return new Unwinding(past, this, step -> !step.isReversal() && changeIds.contains(step.changeId())).plan();
    }

    /** Takes undos back. */
    public SubjectPlan redo(Past past, Set<String> undoIds) {
        return new Unwinding(past, this, step -> step.isReversal() && undoIds.contains(step.changeId())).plan();
    }

    /** Makes the subject what it was; {@link UndoPolicy} does not matter, since all that came later goes. */
    public SubjectPlan to(Past past, State then) {
        ObjectNode target = then.fields().isEmpty() ? deleted(past.now()) : then.toNode();
        return plan(past, target, List.of());
    }

    ObjectNode deleted(ObjectNode fields) {
        if (fields.isEmpty() || fields.hasNonNull(Fields.DELETED_AT)) {
            return fields;
        }
        ObjectNode next = fields.objectNode();
        next.setAll(fields);
        next.put(Fields.DELETED_AT, Timestamps.format(at));
        next.put(Fields.DELETED_BY, userId);
        return next;
    }

    SubjectPlan plan(Past past, ObjectNode target, List<Superseded> superseded) {
        List<FieldEffect> fields = Effect.between(past.now(), target).fields().stream()
                .filter(field -> !KEPT.contains(field.path()))
                .toList();
        return new SubjectPlan(past.subjectId(), past.subjectType(), fields, superseded, target);
    }
}
