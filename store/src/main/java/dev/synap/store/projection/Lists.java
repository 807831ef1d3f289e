package dev.synap.store.projection;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.Direction;
import dev.synap.core.log.PageRequest;
import dev.synap.store.projection.Conditions.Value;
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

    /** A page ends behind the row whose state takes it over so many bytes. */
    static final int MAX_PAGE_BYTES = 4 * 1024 * 1024;

    // The inner page has one row more than asked for, and found is the number of its rows: both tell whether
    // there is a next page. What is too much never leaves the database.
    private static final String PAGE = """
            SELECT p.id, p.type, p.version, p.position, p.state, p.key, p.found
            FROM (
                SELECT r.*,
                    count(*) OVER () AS found,
                    sum(octet_length(r.state::text))
                        OVER (ORDER BY r.key %4$s, r.id %4$s ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                FROM (
                    SELECT r.id, %1$s AS type, r.version, r.position, r.state, %2$s AS key
                    FROM %3$s r
                    %5$s
                    ORDER BY %2$s %4$s, r.id %4$s
                    LIMIT %6$d
                ) r
            ) p
            WHERE p.before IS NULL OR p.before < %7$d
            ORDER BY p.key %4$s, p.id %4$s
            """;

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
     * {@value #MAX_PAGE_BYTES} bytes, give or take the last one.
     *
     * @throws InvalidInputException when the cursor is not one of this list
     * @throws StoreUnavailableException when the database does not answer
     */
    public RowPage list(String workspaceId, ListQuery query) {
        Sort sort = query.sort();
        Conditions where = conditions(workspaceId, query);
        String sql = PAGE.formatted(
                query.table().typeExpression(),
                sort.expression(),
                query.table().sqlName(),
                query.direction() == Direction.FORWARD ? "ASC" : "DESC",
                where.sql(),
                query.limit() + 1,
                MAX_PAGE_BYTES);
        List<Row> rows = new ArrayList<>();
        Cursor last = null;
        long found = 0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = planned(connection, sql)) {
            where.bind(connection, select);
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

    // By the indexes named for their columns: <table>_by_created, _by_updated, _by_title, _by_due_date in order;
    // _by_status, _by_project and so on for the most telling filter; _search for words; _hidden for what
    // is marked.
    private static Conditions conditions(String workspaceId, ListQuery query) {
        Conditions where = new Conditions();
        where.add("r.workspace_id = ?", new Value.Plain(workspaceId));
        where.add(query.deleted().condition("r.deleted_at"));
        where.add(query.archived().condition("r.archived_at"));
        query.filters().forEach((filter, value) -> where.add(filter.condition(), new Value.Plain(filter.bound(value))));
        if (query.search() != null) {
            where.add("r.search @@ websearch_to_tsquery('simple', ?)", new Value.Plain(query.search()));
        }
        if (query.readable() != null) {
            Value ids = new Value.Texts(query.readable());
            if (query.table() == Table.COMMENTS) {
                where.add("(r.id = ANY (?) OR r.on_id = ANY (?))", ids, ids);
            } else {
                where.add("r.id = ANY (?)", ids);
            }
        }
        if (query.after() != null) {
            Cursor after = Cursor.parse(query.after(), query);
            String behind = query.direction() == Direction.FORWARD ? " > " : " < ";
            where.add(
                    "(" + query.sort().expression() + ", r.id)" + behind + "(?, ?)",
                    new Value.Plain(after.key()),
                    new Value.Plain(after.id()));
        }
        return where;
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
