package dev.synap.store.projection;

import dev.synap.core.fold.Fields;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Whether a list would have shown a subject as it was: the conditions of {@link PageSql}, on a state. */
final class PastFilter {

    private final Table table;
    private final ListQuery query;

    PastFilter(Table table, ListQuery query) {
        this.table = table;
        this.query = query;
    }

    boolean fits(Subject subject) {
        ObjectNode state = subject.state();
        return subject.version() > 0
                && marked(query.deleted(), state, Fields.DELETED_AT)
                && marked(query.archived(), state, Fields.ARCHIVED_AT)
                && isReadable(subject)
                && query.filters().entrySet().stream().allMatch(filter -> fits(subject, filter));
    }

    private static boolean marked(Marked wanted, ObjectNode state, String field) {
        boolean marked = Values.text(state.get(field)) != null;
        return switch (wanted) {
            case WITHOUT -> !marked;
            case ONLY -> marked;
            case ALSO -> true;
        };
    }

    private boolean isReadable(Subject subject) {
        Set<String> readable = query.readable();
        if (readable == null || readable.contains(subject.id())) {
            return true;
        }
        String on = table == Table.COMMENTS ? column("on_id", subject) : null;
        return on != null && readable.contains(on);
    }

    private boolean fits(Subject subject, Map.Entry<Filter, String> filter) {
        String value = filter.getValue();
        return switch (filter.getKey()) {
            case TAG -> subject.tags().names().contains(value);
            case CREATED_BY -> value.equals(Values.text(subject.state().get(Fields.CREATED_BY)));
            case TYPE -> value.equals(table == Table.ENTITIES ? subject.type() : column("type", subject));
            case DUE_BEFORE -> {
                String due = column("due_date", subject);
                yield due != null && time(due).isBefore((OffsetDateTime) Filter.DUE_BEFORE.bound(value));
            }
            case UPDATED_AFTER -> time(subject.updatedAt()).isAfter((OffsetDateTime) Filter.UPDATED_AFTER.bound(value));
            case STATUS -> value.equals(column("status", subject));
            case PROJECT_ID -> value.equals(column("project_id", subject));
            case NOTE_ID -> value.equals(column("note_id", subject));
            case ON -> value.equals(column("on_id", subject));
            case FROM -> value.equals(column("from_id", subject));
            case TO -> value.equals(column("to_id", subject));
            case KIND -> value.equals(column("kind", subject));
            case SUBJECT_ID -> value.equals(column("subject_id", subject));
            case USER_ID -> value.equals(column("user_id", subject));
            case ROLE -> value.equals(column("role", subject));
            case AGENT_ID -> value.equals(column("agent_id", subject));
            case PROPOSED_BY -> value.equals(column("proposed_by", subject));
        };
    }

    /** What the row would have in a column. */
    private @Nullable String column(String name, Subject subject) {
        for (Column column : table.columns()) {
            if (column.name().equals(name)) {
                return column.value().apply(subject.state());
            }
        }
        return null;
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }
}
