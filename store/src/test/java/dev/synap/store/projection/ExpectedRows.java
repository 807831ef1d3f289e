package dev.synap.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the rows must show of subjects, worked out from the plain fold. */
final class ExpectedRows {

    private static final String TITLES = "title=text:title,name; content=text:content,description,text;";

    // column=kind:fields
    private static final Map<String, String> COLUMNS = Map.of(
            "notes",
            TITLES + "project_id=word:projectId",
            "tasks",
            TITLES + "due_date=time:dueDate;project_id=word:projectId;note_id=word:noteId;"
                    + "completed_at=time:completedAt;completed_by=word:completedBy",
            "projects",
            TITLES + "status=word:status",
            "relations",
            "from_id=word:from;to_id=word:to;kind=word:kind",
            "comments",
            "on_id=word:on;content=text:text,content",
            "proposals",
            "status=word:status;action=word:action;subject_id=word:subjectId;subject_type=word:subjectType;"
                    + "request_id=word:requestId;content_hash=word:contentHash;base_version=number:baseVersion;"
                    + "proposed_by=word:proposedBy;expires_at=time:expiresAt;decided_at=time:decidedAt;"
                    + "decided_by=word:decidedBy",
            "entities",
            TITLES,
            "members",
            "user_id=word:userId;role=word:role",
            "shares",
            "subject_id=word:subjectId;user_id=word:userId;level=word:level",
            "policies",
            "agent_id=word:agentId;pattern=word:pattern;effect=word:effect");

    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("note", "notes"),
            Map.entry("task", "tasks"),
            Map.entry("project", "projects"),
            Map.entry("relation", "relations"),
            Map.entry("comment", "comments"),
            Map.entry("proposal", "proposals"),
            Map.entry("member", "members"),
            Map.entry("share", "shares"),
            Map.entry("policy", "policies"),
            Map.entry("schema", "schemas"),
            Map.entry("setting", "settings"));

    private ExpectedRows() {}

    /** @param text the table, and the row as JSON */
    static void assertShows(String text, Map<String, PlainFold.Subject> subjects) {
        String table = text.substring(0, text.indexOf(' '));
        Map<String, Object> row = PlainFold.map(text.substring(text.indexOf(' ') + 1));
        PlainFold.Subject subject = Objects.requireNonNull(subjects.get(String.valueOf(row.get("id"))), text);
        Map<String, Object> state = subject.state;

        assertThat(table).isEqualTo(TABLES.getOrDefault(subject.type, "entities"));
        assertThat(row.get("state")).isEqualTo(state);
        assertThat(((Number) row.get("version")).longValue()).isEqualTo(subject.version);
        assertThat(((Number) row.get("position")).longValue()).isEqualTo(subject.position);
        Instant created = state.containsKey("createdAt") ? time(state.get("createdAt")) : subject.firstSeen;
        assertThat(time(row.get("created_at"))).isEqualTo(created);
        assertThat(time(row.get("updated_at")))
                .isEqualTo(state.containsKey("updatedAt") ? time(state.get("updatedAt")) : created);
        assertThat(row.get("created_by")).isEqualTo(state.get("createdBy"));
        assertThat(row.get("updated_by"))
                .isEqualTo(state.containsKey("updatedBy") ? state.get("updatedBy") : state.get("createdBy"));
        assertThat(time(row.get("deleted_at"))).isEqualTo(time(state.get("deletedAt")));
        assertThat(time(row.get("archived_at"))).isEqualTo(time(state.get("archivedAt")));
        for (String column : COLUMNS.getOrDefault(table, "").split(";")) {
            if (!column.isBlank()) {
                assertColumn(column.strip(), row, state);
            }
        }
        if (table.equals("tasks")) {
            Object status = state.get("status") == null ? "open" : value("word", state.get("status"));
            assertThat(row.get("status")).isEqualTo(status);
        }
        if (table.equals("entities")) {
            assertThat(row.get("type")).isEqualTo(subject.type);
        }
    }

    /** The rows of tags, in the form of {@link #tag}, each with its marks. */
    static List<String> tags(Map<String, PlainFold.Subject> subjects) {
        List<String> rows = new ArrayList<>();
        subjects.values().forEach(subject -> {
            if (subject.state.get("tags") instanceof List<?> tags) {
                tags.stream()
                        .filter(tag -> value("word", tag) != null)
                        .distinct()
                        .forEach(tag -> rows.add("%s %s %s %s %s"
                                .formatted(
                                        subject.id,
                                        subject.type,
                                        tag,
                                        subject.state.containsKey("deletedAt"),
                                        subject.state.containsKey("archivedAt"))));
            }
        });
        return rows;
    }

    /** A row of tags in the form of {@link #tags}. */
    static String tag(String text) {
        Map<String, Object> row = PlainFold.map(text.substring(text.indexOf(' ') + 1));
        return "%s %s %s %s %s"
                .formatted(
                        row.get("subject_id"),
                        row.get("subject_type"),
                        row.get("tag"),
                        row.get("deleted_at") != null,
                        row.get("archived_at") != null);
    }

    private static void assertColumn(String column, Map<String, Object> row, Map<String, Object> state) {
        String name = column.substring(0, column.indexOf('='));
        String kind = column.substring(column.indexOf('=') + 1, column.indexOf(':'));
        Object expected = Stream.of(column.substring(column.indexOf(':') + 1).split(","))
                .map(field -> value(kind, state.get(field)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Object shown = kind.equals("time") ? time(row.get(name)) : row.get(name);
        assertThat(shown instanceof Integer number ? (Object) number.longValue() : shown)
                .as(column)
                .isEqualTo(expected);
    }

    private static @Nullable Object value(String kind, @Nullable Object value) {
        return switch (kind) {
            case "text" -> value instanceof String text && text.indexOf('\0') < 0 ? text : null;
            case "word" -> value instanceof String text && text.indexOf('\0') < 0 && text.length() <= 200 ? text : null;
            case "number" ->
                value instanceof Integer || value instanceof Long ? (Object) ((Number) value).longValue() : null;
            default -> time(value);
        };
    }

    private static @Nullable Instant time(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        try {
            return text.matches("\\d{4}-\\d{2}-\\d{2}")
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : text.startsWith("+") ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
