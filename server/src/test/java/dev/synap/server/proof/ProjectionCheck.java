package dev.synap.server.proof;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Each subject that has facts is shown once, in the table of its type, as the plain fold of the log has it. */
final class ProjectionCheck {

    /** Columns that show a field of the state, beside those that each table has; the names differ for a reason. */
    private static final Map<String, Map<String, String>> COLUMNS = Map.of(
            "note", Map.of("title", "title", "content", "content", "project_id", "projectId"),
            "task", Map.of("title", "title", "completed_by", "completedBy", "note_id", "noteId"),
            "comment", Map.of("on_id", "on", "content", "text"),
            "relation", Map.of("from_id", "from", "to_id", "to", "kind", "kind"),
            "proposal",
                    Map.of(
                            "status", "status",
                            "subject_id", "subjectId",
                            "request_id", "requestId",
                            "content_hash", "contentHash",
                            "base_version", "baseVersion",
                            "proposed_by", "proposedBy",
                            "decided_by", "decidedBy"),
            "member", Map.of("user_id", "userId", "role", "role"),
            "share", Map.of("subject_id", "subjectId", "user_id", "userId", "level", "level"),
            "policy", Map.of("agent_id", "agentId", "pattern", "pattern", "effect", "effect"));

    private static final Map<String, String> OF_ALL = Map.of(
            "created_by", "createdBy",
            "deleted_by", "deletedBy",
            "archived_by", "archivedBy");
    private static final Map<String, String> TIMES =
            Map.of("created_at", "createdAt", "deleted_at", "deletedAt", "archived_at", "archivedAt");
    private static final DateTimeFormatter POSTGRES_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendOffset("+HH:mm", "+00")
            .toFormatter();

    private ProjectionCheck() {}

    /**
     * @param tables the rows of the workspace, by table
     */
    static List<String> check(List<LoggedEvent> events, Map<String, List<Map<String, @Nullable String>>> tables) {
        Broken broken = new Broken();
        Map<String, PlainState> due = new TreeMap<>();
        events.forEach(event ->
                due.computeIfAbsent(event.subjectId(), id -> new PlainState()).add(event));
        due.values().removeIf(state -> !state.exists());
        Map<String, PlainState> missing = new HashMap<>(due);
        tables.forEach((table, rows) -> {
            if (!table.equals("tags")) {
                rows.forEach(row -> checkRow(table, row, due, missing, broken));
            }
        });
        missing.forEach((id, state) -> broken.add("%s, a %s, is in no table", id, state.type()));
        checkTags(due, tables.getOrDefault("tags", List.of()), broken);
        return broken.promises();
    }

    private static void checkRow(
            String table,
            Map<String, @Nullable String> row,
            Map<String, PlainState> due,
            Map<String, PlainState> missing,
            Broken broken) {
        String id = String.valueOf(row.get("id"));
        PlainState state = due.get(id);
        if (state == null || missing.remove(id) == null) {
            broken.add("%s shows %s, which is %s", table, id, state == null ? "not in the log" : "shown already");
            return;
        }
        broken.unless(
                ProjectionTables.BY_TYPE.getOrDefault(state.type(), "entities").equals(table),
                "%s, a %s, is in %s",
                id,
                state.type(),
                table);
        Map<String, @Nullable Object> shown = PlainJson.read(String.valueOf(row.get("state")));
        broken.unless(shown.equals(state.fields()), "%s shows %s as %s, it is %s", table, id, shown, state.fields());
        compare(table, id, "version", row.get("version"), Long.toString(state.version()), broken);
        compare(table, id, "position", row.get("position"), Long.toString(state.position()), broken);
        Map<String, String> columns = new HashMap<>(OF_ALL);
        columns.putAll(COLUMNS.getOrDefault(state.type(), Map.of()));
        columns.forEach((column, field) ->
                compare(table, id, column, row.get(column), text(state.fields().get(field)), broken));
        TIMES.forEach((column, field) -> {
            String time = text(state.fields().get(field));
            compare(table, id, column, instant(row.get(column)), time == null ? null : Instant.parse(time), broken);
        });
    }

    private static void compare(
            String table, String id, String column, @Nullable Object shown, @Nullable Object due, Broken broken) {
        broken.unless(Objects.equals(shown, due), "%s shows %s of %s as %s, it is %s", table, column, id, shown, due);
    }

    private static void checkTags(
            Map<String, PlainState> states, List<Map<String, @Nullable String>> rows, Broken broken) {
        TreeSet<String> due = new TreeSet<>();
        states.forEach((id, state) -> {
            if (state.fields().get("tags") instanceof List<?> tags) {
                tags.forEach(tag -> due.add(tag + " of " + id + (state.has("deletedAt") ? ", deleted" : "")));
            }
        });
        List<String> shown = new ArrayList<>();
        rows.forEach(row -> shown.add(
                row.get("tag") + " of " + row.get("subject_id") + (row.get("deleted_at") == null ? "" : ", deleted")));
        shown.sort(null);
        broken.unless(shown.equals(List.copyOf(due)), "tags shows %s, they are %s", shown, due);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text, POSTGRES_TIME).toInstant();
    }
}
