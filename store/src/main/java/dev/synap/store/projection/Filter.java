package dev.synap.store.projection;

import dev.synap.core.error.InvalidInputException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** What a list may be restricted by. Which tables know which: {@link Table#filters()}. */
public enum Filter {
    /** Has this tag. */
    TAG("tag"),
    CREATED_BY("createdBy"),
    TYPE("type"),
    STATUS("status"),
    PROJECT_ID("projectId"),
    NOTE_ID("noteId"),
    /** Comments on this subject. */
    ON("on"),
    /** Relations that begin at this subject. */
    FROM("from"),
    /** Relations that end at this subject. */
    TO("to"),
    KIND("kind"),
    SUBJECT_ID("subjectId"),
    USER_ID("userId"),
    ROLE("role"),
    AGENT_ID("agentId"),
    PROPOSED_BY("proposedBy"),
    /** Is due before this time, or before the beginning of this day in UTC. */
    DUE_BEFORE("dueBefore"),
    /** Was changed, or made, after this time. */
    UPDATED_AFTER("updatedAfter");

    private final String parameter;

    Filter(String parameter) {
        this.parameter = parameter;
    }

    /** The filter by its name in queries, such as {@code createdBy}. */
    public static Optional<Filter> named(String parameter) {
        return Arrays.stream(values())
                .filter(filter -> filter.parameter.equals(parameter))
                .findFirst();
    }

    /** Its name in queries, such as {@code createdBy}. */
    public String parameter() {
        return parameter;
    }

    /** The condition on a row {@code r}, with one value to bind. */
    String condition() {
        return switch (this) {
            // By index tags_by_tag for a rare tag, and by tags_pkey for one that many have. Before PostgreSQL 17 a
            // correlated IN is answered anew for each row, and only EXISTS is planned as a join.
            case TAG ->
                "EXISTS (SELECT FROM tags t"
                        + " WHERE t.workspace_id = r.workspace_id AND t.subject_id = r.id AND t.tag = ?)";
            case DUE_BEFORE -> Sort.DUE_DATE.expression() + " < ?";
            case UPDATED_AFTER -> "r.updated_at > ?";
            case CREATED_BY -> "r.created_by = ?";
            case TYPE -> "r.type = ?";
            case STATUS -> "r.status = ?";
            case PROJECT_ID -> "r.project_id = ?";
            case NOTE_ID -> "r.note_id = ?";
            case ON -> "r.on_id = ?";
            case FROM -> "r.from_id = ?";
            case TO -> "r.to_id = ?";
            case KIND -> "r.kind = ?";
            case SUBJECT_ID -> "r.subject_id = ?";
            case USER_ID -> "r.user_id = ?";
            case ROLE -> "r.role = ?";
            case AGENT_ID -> "r.agent_id = ?";
            case PROPOSED_BY -> "r.proposed_by = ?";
        };
    }

    /** The value as JDBC binds it. */
    Object bound(String value) {
        return switch (this) {
            case DUE_BEFORE, UPDATED_AFTER -> time(value).atOffset(ZoneOffset.UTC);
            default -> value;
        };
    }

    private Instant time(String value) {
        Instant instant = Values.instant(value);
        if (instant == null) {
            throw new InvalidInputException(
                    parameter,
                    "must be a time with an offset, such as 2024-12-01T10:00:00Z, or a date, such as 2024-12-01");
        }
        return instant;
    }
}
