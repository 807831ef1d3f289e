package dev.synap.store.projection;

import dev.synap.core.error.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;

/** Finds the subjects that name another one: relations, comments, tasks and notes. Thread-safe. */
public final class Referring {

    /** To say that there are some, and name a few, takes no more. */
    private static final int EACH = 20;

    // By relations_by_from, relations_by_to, comments_by_subject, tasks_by_note, tasks_by_project, notes_by_project;
    // those that are archived, by the indexes on what is hidden.
    private static final String ONE = """
            (SELECT id FROM %1$s WHERE workspace_id = k.w AND %2$s = k.id
                AND deleted_at IS NULL AND archived_at IS NULL LIMIT %3$d)
            UNION ALL
            (SELECT id FROM %1$s WHERE workspace_id = k.w AND %2$s = k.id
                AND deleted_at IS NULL AND archived_at IS NOT NULL LIMIT %3$d)
            """;

    private static final String SELECT =
            "SELECT r.id FROM (SELECT ?::text AS w, i.id FROM unnest(?::text[]) AS i (id)) k CROSS JOIN LATERAL (\n"
                    + String.join(
                            "UNION ALL\n",
                            ONE.formatted("relations", "from_id", EACH),
                            ONE.formatted("relations", "to_id", EACH),
                            ONE.formatted("comments", "on_id", EACH),
                            ONE.formatted("tasks", "note_id", EACH),
                            ONE.formatted("tasks", "project_id", EACH),
                            ONE.formatted("notes", "project_id", EACH))
                    + ") r";

    // By primary key.
    private static final String POSITION = "SELECT position FROM checkpoint WHERE workspace_id = ? AND subscriber = ?";

    private final DataSource dataSource;

    public Referring(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What the projections know.
     *
     * @param position up to where they know it at least
     * @param subjectIds some of the subjects that are not deleted and name it; all where there are few
     */
    public record Found(long position, Set<String> subjectIds) {
        public Found {
            subjectIds = Set.copyOf(subjectIds);
        }
    }

    /**
     * The subjects that name this one.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public Found to(String workspaceId, String subjectId) {
        return toAny(workspaceId, Set.of(subjectId));
    }

    /**
     * The subjects that name one of these.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public Found toAny(String workspaceId, Set<String> subjectIds) {
        try (Connection connection = dataSource.getConnection()) {
            // First how far they have come: the rows may only be newer than that.
            long position = position(connection, workspaceId);
            Set<String> ids = new LinkedHashSet<>();
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setString(1, workspaceId);
                select.setArray(2, connection.createArrayOf("text", subjectIds.toArray(String[]::new)));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        ids.add(row.getString(1));
                    }
                }
            }
            return new Found(position, ids);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the projections cannot be read: " + e.getMessage(), e);
        }
    }

    private static long position(Connection connection, String workspaceId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(POSITION)) {
            select.setString(1, workspaceId);
            select.setString(2, Projections.NAME);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
