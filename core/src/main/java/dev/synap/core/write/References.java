package dev.synap.core.write;

import dev.synap.core.fold.Fields;
import dev.synap.core.undo.ReversalKind;
import dev.synap.core.undo.SubjectPlan;
import dev.synap.core.undo.UndoPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Finds what a plan would leave referring to something that is deleted. */
final class References {

    /** Where an entity names another one that it is nothing without. */
    static final List<String> FIELDS = List.of("from", "to", "on", "noteId", "projectId");

    private static final int NAMED = 20;

    private final Subjects subjects;
    private final Pasts pasts;
    private final Map<String, ObjectNode> planned = new HashMap<>();

    References(Subjects subjects, Pasts pasts) {
        this.subjects = subjects;
        this.pasts = pasts;
    }

    /** Why the plan can't be carried out; empty when it can. */
    Optional<Refusal> check(UndoPlan plan) {
        plan.subjects().forEach(each -> planned.put(each.subjectId(), each.after()));
        for (SubjectPlan each : plan.written()) {
            // Whoever deleted it did not ask what depends on it: nor is that asked when the deletion is redone.
            if (each.deletes() && plan.reversal().kind() != ReversalKind.REDO) {
                TreeSet<String> dependents = dependents(each.subjectId());
                if (!dependents.isEmpty()) {
                    return Optional.of(
                            conflict(each.subjectId(), "would be deleted, but %s depends on it", dependents));
                }
            }
            if (each.revives()) {
                TreeSet<String> gone = deletedEnds(each.after());
                if (!gone.isEmpty()) {
                    return Optional.of(conflict(each.subjectId(), "depends on %s, which is deleted", gone));
                }
            }
        }
        return Optional.empty();
    }

    private TreeSet<String> dependents(String id) {
        TreeSet<String> found = new TreeSet<>();
        for (String candidate : pasts.referring(id)) {
            ObjectNode fields = fields(candidate);
            boolean refers =
                    FIELDS.stream().anyMatch(field -> Rights.text(fields, field).equals(id));
            if (refers && !fields.hasNonNull(Fields.DELETED_AT)) {
                found.add(candidate);
            }
        }
        return found;
    }

    private TreeSet<String> deletedEnds(ObjectNode after) {
        TreeSet<String> found = new TreeSet<>();
        for (String field : FIELDS) {
            String end = Rights.text(after, field);
            if (!end.isEmpty() && fields(end).hasNonNull(Fields.DELETED_AT)) {
                found.add(end);
            }
        }
        return found;
    }

    private ObjectNode fields(String id) {
        ObjectNode after = planned.get(id);
        return after == null ? subjects.subject(id).state().toNode() : after;
    }

    private static Refusal conflict(String id, String what, TreeSet<String> others) {
        List<Fault> faults = new ArrayList<>();
        others.stream()
                .limit(NAMED)
                .forEach(other ->
                        faults.add(new Fault(other, what.formatted("this").strip())));
        String names = String.join(", ", others.stream().limit(NAMED).toList());
        return new Refusal(Rules.UNDO_CONFLICT, id + " " + what.formatted(names), faults);
    }
}
