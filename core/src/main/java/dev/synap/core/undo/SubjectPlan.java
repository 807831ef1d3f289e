package dev.synap.core.undo;

import dev.synap.core.fold.Fields;
import dev.synap.core.history.FieldEffect;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What taking something back does to one subject.
 *
 * @param fields what it writes: each field as it is, and as it will be
 * @param superseded what somebody wrote later: it stays, or is overwritten where that is forced
 * @param after the subject's fields afterwards: to be read only
 */
public record SubjectPlan(
        String subjectId, String subjectType, List<FieldEffect> fields, List<Superseded> superseded, ObjectNode after) {

    private static final String DELETED = "/" + Fields.DELETED_AT;

    public SubjectPlan {
        fields = List.copyOf(fields);
        superseded = List.copyOf(superseded);
    }

    public boolean changesNothing() {
        return fields.isEmpty();
    }

    /** Whether the subject is there now, and will not be. */
    public boolean deletes() {
        return deletion().filter(field -> field.before() == null).isPresent();
    }

    /** Whether the subject is deleted, and will not be. */
    public boolean revives() {
        return deletion().filter(field -> field.after() == null).isPresent();
    }

    private Optional<FieldEffect> deletion() {
        return fields.stream().filter(field -> field.path().equals(DELETED)).findFirst();
    }
}
