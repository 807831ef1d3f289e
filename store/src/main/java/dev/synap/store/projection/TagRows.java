package dev.synap.store.projection;

import dev.synap.store.CopyLines;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the table tags. */
final class TagRows {

    static final String TABLE = "tags";

    // By the primary key. A plan made while the table was empty would read it whole ever after.
    private static final String DELETE = """
            SET LOCAL enable_seqscan = off;
            DELETE FROM tags WHERE workspace_id = ? AND subject_id = ANY (?::text[])
            """;

    private static final String INSERT = """
            INSERT INTO tags (workspace_id, tag, subject_id, subject_type, deleted_at, archived_at)
            SELECT ?, u.tag, u.subject_id, u.subject_type, u.deleted_at::timestamptz, u.archived_at::timestamptz
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS u (tag, subject_id, subject_type, deleted_at, archived_at)
            """;

    /** The statement that takes {@link #copyTo lines} of rows that are not there yet. */
    static final String COPY =
            "COPY tags (workspace_id, tag, subject_id, subject_type, deleted_at, archived_at) FROM STDIN";

    private TagRows() {}

    /** Adds the lines for a subject's tags as they are now. */
    static void copyTo(CopyLines lines, String workspaceId, Subject subject) {
        Subject.Tags tags = subject.tags();
        for (String tag : tags.names()) {
            lines.value(workspaceId);
            lines.value(tag);
            lines.value(subject.id());
            lines.value(subject.type());
            lines.value(tags.deletedAt());
            lines.value(tags.archivedAt());
            lines.end();
        }
    }

    /** Makes the rows show the subjects' tags as they are now. */
    static void write(Connection connection, String workspaceId, List<Subject> subjects) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setString(1, workspaceId);
            delete.setArray(
                    2,
                    connection.createArrayOf(
                            "text", subjects.stream().map(Subject::id).toArray()));
            delete.execute();
        }
        List<@Nullable String[]> rows = new ArrayList<>();
        for (Subject subject : subjects) {
            Subject.Tags tags = subject.tags();
            for (String tag : tags.names()) {
                rows.add(new @Nullable String[] {tag, subject.id(), subject.type(), tags.deletedAt(), tags.archivedAt()
                });
            }
        }
        if (!rows.isEmpty()) {
            insert(connection, workspaceId, rows);
        }
    }

    private static void insert(Connection connection, String workspaceId, List<@Nullable String[]> rows)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, workspaceId);
            for (int column = 0; column < 5; column++) {
                int at = column;
                insert.setArray(
                        column + 2,
                        connection.createArrayOf(
                                "text", rows.stream().map(row -> row[at]).toArray()));
            }
            insert.executeUpdate();
        }
    }
}
