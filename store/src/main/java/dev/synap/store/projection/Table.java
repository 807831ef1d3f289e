package dev.synap.store.projection;

import static dev.synap.store.projection.Filter.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables that subjects are projected into: each subject has a row in the one for its type. */
public enum Table {
    NOTES(
            "note",
            showing(title(), content(), Column.word("project_id", "projectId")),
            sortedBy(Sort.TITLE),
            PROJECT_ID),
    TASKS(
            "task",
            showing(
                    title(),
                    content(),
                    Column.word("status", "status", "open"),
                    Column.time("due_date", "dueDate"),
                    Column.word("project_id", "projectId"),
                    Column.word("note_id", "noteId"),
                    Column.time("completed_at", "completedAt"),
                    Column.word("completed_by", "completedBy")),
            sortedBy(Sort.TITLE, Sort.DUE_DATE),
            STATUS,
            PROJECT_ID,
            NOTE_ID,
            DUE_BEFORE),
    PROJECTS("project", showing(title(), content(), Column.word("status", "status")), sortedBy(Sort.TITLE), STATUS),
    RELATIONS(
            "relation",
            showing(Column.word("from_id", "from"), Column.word("to_id", "to"), Column.word("kind", "kind")),
            sortedBy(),
            FROM,
            TO,
            KIND),
    COMMENTS("comment", showing(Column.word("on_id", "on"), Column.text("content", "text", "content")), sortedBy(), ON),
    PROPOSALS(
            "proposal",
            showing(
                    Column.word("status", "status"),
                    Column.word("action", "action"),
                    Column.word("subject_id", "subjectId"),
                    Column.word("subject_type", "subjectType"),
                    Column.word("request_id", "requestId"),
                    Column.word("content_hash", "contentHash"),
                    Column.number("base_version", "baseVersion"),
                    Column.word("proposed_by", "proposedBy"),
                    Column.time("expires_at", "expiresAt"),
                    Column.time("decided_at", "decidedAt"),
                    Column.word("decided_by", "decidedBy")),
            sortedBy(),
            STATUS,
            SUBJECT_ID,
            PROPOSED_BY),
    MEMBERS(
            "member",
            showing(Column.word("user_id", "userId"), Column.word("role", "role")),
            sortedBy(),
            USER_ID,
            ROLE),
    SHARES(
            "share",
            showing(
                    Column.word("subject_id", "subjectId"),
                    Column.word("user_id", "userId"),
                    Column.word("level", "level")),
            sortedBy(),
            SUBJECT_ID,
            USER_ID),
    POLICIES(
            "policy",
            showing(
                    Column.word("agent_id", "agentId"),
                    Column.word("pattern", "pattern"),
                    Column.word("effect", "effect")),
            sortedBy(),
            AGENT_ID),
    SCHEMAS("schema", showing(Column.word("type", "type"), Column.object("schema", "schema")), sortedBy(), TYPE),
    SETTINGS("setting", showing(Column.word("name", "name"), Column.flag("value", "value")), sortedBy()),
    /** Subjects of every type that has no table of its own. */
    ENTITIES("", showing(title(), content()), sortedBy(Sort.TITLE), TYPE);

    private static final Map<String, Table> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toMap(table -> table.subjectType, Function.identity()));

    private final String subjectType;
    private final List<Column> columns;
    private final Set<Sort> sorts;
    private final Set<Filter> filters;

    Table(String subjectType, List<Column> columns, Set<Sort> sorts, Filter... filters) {
        this.subjectType = subjectType;
        this.columns = columns;
        this.sorts = sorts;
        this.filters = EnumSet.of(TAG, CREATED_BY, UPDATED_AFTER);
        this.filters.addAll(List.of(filters));
    }

    /** The table of subjects of this type. */
    public static Table ofType(String subjectType) {
        return BY_TYPE.getOrDefault(subjectType, ENTITIES);
    }

    /** The one type of subject in this table; empty for {@link #ENTITIES}, which has many. */
    public Optional<String> subjectType() {
        return this == ENTITIES ? Optional.empty() : Optional.of(subjectType);
    }

    /** What its list may be sorted by. */
    public Set<Sort> sorts() {
        return Set.copyOf(sorts);
    }

    /** What its list may be filtered by. */
    public Set<Filter> filters() {
        return Set.copyOf(filters);
    }

    /** Whether its list may be searched. */
    public boolean isSearchable() {
        return columns.stream().anyMatch(column -> column.name().equals("content"));
    }

    /** The name of the table in the database. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The expression that gives a row's type, where the row goes by {@code r}. */
    String typeExpression() {
        return this == ENTITIES ? "r.type" : "'" + subjectType + "'";
    }

    /** The columns that show fields of the state. */
    List<Column> columns() {
        return columns;
    }

    private static Column title() {
        return Column.text("title", "title", "name");
    }

    private static Column content() {
        return Column.text("content", "content", "description", "text");
    }

    private static List<Column> showing(Column... columns) {
        return List.of(columns);
    }

    private static Set<Sort> sortedBy(Sort... more) {
        return Stream.concat(Stream.of(Sort.CREATED_AT, Sort.UPDATED_AT), Stream.of(more))
                .collect(Collectors.toUnmodifiableSet());
    }
}
