package dev.synap.store.projection;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Reads subjects as they are now, from their rows: no event is read. Pages are cut by key, so a row that stays
 * as it is shows exactly once, whatever else changes between two pages; one whose sort key changes meanwhile may show
 * twice or not at all.
 *
 * <p>Thread-safe.
 */
public final class Lists {

    // By the primary key of each table.
    private static final Map<Table, String> ONE_OF = Arrays.stream(Table.values())
            .collect(Collectors.toMap(
                    Function.identity(),
                    table ->
                            "SELECT r.id, %s, r.version, r.position, r.state FROM %s r WHERE r.workspace_id = ? AND r.id = ?"
                                    .formatted(table.typeExpression(), table.sqlName())));

    // Only one table has the id, for a subject has one type.
    private static final String ONE = String.join("\nUNION ALL\n", ONE_OF.values());

    // By index tags_by_tag.
    private static final String TAGS = """
            SELECT t.tag, count(*)
            FROM tags t
            WHERE t.workspace_id = ? AND t.tag > ? AND t.deleted_at IS NULL AND t.archived_at IS NULL
                AND (?::text[] IS NULL OR t.subject_id = ANY (?::text[]))
            GROUP BY t.tag
            ORDER BY t.tag
            LIMIT %d
            """;

    private final DataSource dataSource;

    public Lists(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A subject by its id, be it deleted, archived or neither; empty when no fact has made one.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public Optional<Row> one(String workspaceId, String id) {
        return one(ONE, ONE_OF.size(), workspaceId, id);
    }

    /** A subject whose table is known, by its id, as {@link #one(String, String)}. */
    public Optional<Row> one(String workspaceId, Table table, String id) {
        return one(Objects.requireNonNull(ONE_OF.get(table)), 1, workspaceId, id);
    }

    private Optional<Row> one(String sql, int tables, String workspaceId, String id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < tables; i++) {
                select.setString(2 * i + 1, workspaceId);
                select.setString(2 * i + 2, id);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * A page of a list. It may be shorter than asked for while there is a next one: its states have
     * {@value PageSql#MAX_BYTES} bytes, give or take the last one.
     *
     * @throws InvalidInputException when the cursor is not one of this list
     * @throws StoreUnavailableException when the database does not answer
     */
    public RowPage list(String workspaceId, ListQuery query) {
        Sort sort = query.sort();
        PageSql page = PageSql.of(workspaceId, query);
        List<Row> rows = new ArrayList<>();
        Cursor last = null;
        long found = 0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = planned(connection, page.text())) {
            page.bind(connection, select);
            try (ResultSet row = select.executeQuery()) {
                while (rows.size() < query.limit() && row.next()) {
                    rows.add(read(row));
                    last = new Cursor(key(row, sort), row.getString(1));
                    found = row.getLong(7);
                }
            }
            return new RowPage(rows, last != null && found > rows.size() ? last.text(query) : null);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * The tags in use, by name, beginning after {@code after}, and how many subjects have each, be they of
     * whatever type. Deleted and archived subjects do not count.
     *
     * @param readable the only subjects to count; null for all
     * @param after a tag, or empty text for the beginning
     * @param limit how many at most, 1 to 1000
     */
    public List<TagCount> tags(String workspaceId, @Nullable Set<String> readable, String after, int limit) {
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be 1 to " + PageRequest.MAX_LIMIT + ", but is " + limit);
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = planned(connection, TAGS.formatted(limit))) {
            select.setString(1, workspaceId);
            select.setString(2, after);
            Object[] ids = readable == null ? null : readable.toArray();
            select.setArray(3, ids == null ? null : connection.createArrayOf("text", ids));
            select.setArray(4, ids == null ? null : connection.createArrayOf("text", ids));
            List<TagCount> tags = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tags.add(new TagCount(row.getString(1), row.getLong(2)));
                }
            }
            return List.copyOf(tags);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Planned anew with the values given: a large workspace and a small one, a rare word and a common one need
     * different plans.
     */
    private static PreparedStatement planned(Connection connection, String sql) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.unwrap(PGStatement.class).setPrepareThreshold(0);
        return select;
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                JsonObject.ofStored(row.getString(5)));
    }

    private static Object key(ResultSet row, Sort sort) throws SQLException {
        return sort.isTime() ? row.getObject(6, OffsetDateTime.class) : row.getString(6);
    }

    private static StoreUnavailableException unavailable(SQLException e) {
        return new StoreUnavailableException("the projections cannot be read: " + e.getMessage(), e);
    }
}
