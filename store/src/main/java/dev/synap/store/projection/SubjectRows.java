package dev.synap.store.projection;

import dev.synap.core.fold.Fields;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.store.CopyLines;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes many rows of one table at once. Thread-safe. */
final class SubjectRows {

    // By subject_head's primary key, and by that of the table, for each id. OFFSET keeps them apart: joined, they
    // may get a plan, while the tables are new, that reads the whole workspace, and goes on doing so. Were the
    // number of ids looked at, it would be planned each time.
    private static final String READ = """
            SELECT k.id, h.subject_type, h.created_at, r.version, r.state, r.out_of_order
            FROM unnest((SELECT ?::text[])) AS k (id)
            CROSS JOIN LATERAL (
                SELECT * FROM subject_head WHERE workspace_id = ? AND subject_id = k.id OFFSET 0
            ) h
            LEFT JOIN LATERAL (
                SELECT version, state, out_of_order FROM %s WHERE workspace_id = ? AND id = k.id OFFSET 0
            ) r ON true
            """;

    private static final String WRITE = """
            INSERT INTO %s (workspace_id, %s)
            SELECT ?, %s
            FROM unnest(%s) AS u (%s)
            ON CONFLICT (workspace_id, id) DO UPDATE
            SET %s
            """;

    private static final Map<Table, SubjectRows> BY_TABLE = Arrays.stream(Table.values())
            .collect(Collectors.toMap(
                    Function.identity(), SubjectRows::new, (a, b) -> a, () -> new EnumMap<>(Table.class)));

    private final List<Written> columns;
    private final String read;
    private final String write;
    private final String copy;

    private SubjectRows(Table table) {
        this.columns = columns(table);
        this.read = READ.formatted(table.sqlName());
        this.write = WRITE.formatted(
                table.sqlName(),
                join(column -> column.name),
                join(column -> "u." + column.name + "::" + column.type),
                join(column -> "?::text[]"),
                join(column -> column.name),
                join(column -> column.name + " = excluded." + column.name));
        this.copy = "COPY %s (workspace_id, %s) FROM STDIN".formatted(table.sqlName(), join(column -> column.name));
    }

    static SubjectRows of(Table table) {
        return Objects.requireNonNull(BY_TABLE.get(table));
    }

    /** The subjects with these ids, each with its own type, be there a row in this table or not. */
    List<Subject> read(Connection connection, String workspaceId, List<String> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(read)) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray(String[]::new)));
            select.setString(2, workspaceId);
            select.setString(3, workspaceId);
            List<Subject> subjects = new ArrayList<>(ids.size());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    subjects.add(subject(row));
                }
            }
            return subjects;
        }
    }

    private static Subject subject(ResultSet row) throws SQLException {
        String id = row.getString(1);
        String type = row.getString(2);
        Instant recordedAt = row.getObject(3, OffsetDateTime.class).toInstant();
        String state = row.getString(5);
        return state == null
                ? new Subject(id, type, recordedAt)
                : new Subject(id, type, recordedAt, row.getLong(4), Json.readObject(state), row.getBoolean(6));
    }

    /** Makes the rows show the subjects as they are now. */
    void write(Connection connection, String workspaceId, List<Subject> subjects) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(write)) {
            insert.setString(1, workspaceId);
            int parameter = 2;
            for (Written column : columns) {
                @Nullable String[] values = new @Nullable String[subjects.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = column.value.apply(subjects.get(i));
                }
                insert.setArray(parameter++, connection.createArrayOf("text", values));
            }
            insert.executeUpdate();
        }
    }

    /** The statement that takes {@link #copyTo lines} of rows that are not there yet. */
    String copyStatement() {
        return copy;
    }

    /** Adds the line for a subject as it is now. */
    void copyTo(CopyLines lines, String workspaceId, Subject subject) {
        lines.value(workspaceId);
        for (Written column : columns) {
            lines.value(column.value.apply(subject));
        }
        lines.end();
    }

    private static List<Written> columns(Table table) {
        List<Written> columns = new ArrayList<>();
        columns.add(new Written("id", "text", Subject::id));
        if (table == Table.ENTITIES) {
            columns.add(new Written("type", "text", Subject::type));
        }
        for (Column own : table.columns()) {
            columns.add(
                    new Written(own.name(), own.type(), subject -> own.value().apply(subject.state())));
        }
        columns.add(new Written("created_at", "timestamptz", Subject::createdAt));
        columns.add(field("created_by", "text", Fields.CREATED_BY));
        columns.add(new Written("updated_at", "timestamptz", Subject::updatedAt));
        columns.add(new Written("updated_by", "text", Subject::updatedBy));
        columns.add(field("deleted_at", "timestamptz", Fields.DELETED_AT));
        columns.add(field("deleted_by", "text", Fields.DELETED_BY));
        columns.add(field("archived_at", "timestamptz", Fields.ARCHIVED_AT));
        columns.add(field("archived_by", "text", Fields.ARCHIVED_BY));
        columns.add(new Written("out_of_order", "boolean", subject -> Boolean.toString(subject.isOutOfOrder())));
        columns.add(new Written("version", "bigint", subject -> Long.toString(subject.version())));
        columns.add(new Written("position", "bigint", subject -> Long.toString(subject.position())));
        columns.add(new Written(
                "state", "json", subject -> JsonObject.of(subject.state()).text()));
        return List.copyOf(columns);
    }

    /** A field that comes from events themselves, and so is always of its kind. */
    private static Written field(String column, String type, String field) {
        return new Written(column, type, subject -> Values.text(subject.state().get(field)));
    }

    private String join(Function<Written, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    /** A column as it is written: text, cast to its type. */
    private record Written(String name, String type, Function<Subject, @Nullable String> value) {}
}
