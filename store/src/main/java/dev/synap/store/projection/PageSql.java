package dev.synap.store.projection;

import dev.synap.core.log.Direction;
import dev.synap.store.projection.Conditions.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The query for a page: a page of each table, cut by key by that table's own index, and of these the first rows. */
record PageSql(String text, List<Conditions> bound) {

    /** A page ends behind the row whose state takes it over so many bytes. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    // The inner page has one row more than asked for, and found is the number of its rows: both tell whether
    // there is a next page. What is too much never leaves the database.
    private static final String PAGE = """
            SELECT p.id, p.type, p.version, p.position, p.state, p.key, p.found
            FROM (
                SELECT r.*,
                    count(*) OVER () AS found,
                    sum(octet_length(r.state::text))
                        OVER (ORDER BY r.key %2$s, r.id %2$s ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                FROM (
                    %1$s
                ) r
            ) p
            WHERE p.before IS NULL OR p.before < %3$d
            ORDER BY p.key %2$s, p.id %2$s
            """;

    private static final String ROWS =
            "SELECT r.id, %s AS type, r.version, r.position, r.state, %s AS key FROM %s r %s";

    private static final String FIRST = "ORDER BY key %1$s, id %1$s LIMIT %2$d";

    static PageSql of(String workspaceId, ListQuery query) {
        String order = query.direction() == Direction.FORWARD ? "ASC" : "DESC";
        String first = FIRST.formatted(order, query.limit() + 1);
        List<String> pages = new ArrayList<>();
        List<Conditions> bound = new ArrayList<>();
        for (Table table : query.reached()) {
            Conditions where = conditions(workspaceId, table, query);
            bound.add(where);
            pages.add(ROWS.formatted(table.typeExpression(), query.sort().expression(), table.sqlName(), where.sql())
                    + first);
        }
        String rows = pages.size() == 1
                ? pages.getFirst()
                : pages.stream().collect(Collectors.joining(")\nUNION ALL\n(", "(", ")\n" + first));
        return new PageSql(PAGE.formatted(rows, order, MAX_BYTES), bound);
    }

    void bind(Connection connection, PreparedStatement statement) throws SQLException {
        int next = 1;
        for (Conditions each : bound) {
            next = each.bind(connection, statement, next);
        }
    }

    // By the indexes named for their columns: <table>_by_created, _by_updated, _by_title, _by_due_date in order;
    // _by_status, _by_project and so on for the most telling filter; _search for words; _hidden for what
    // is marked.
    private static Conditions conditions(String workspaceId, Table table, ListQuery query) {
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
            if (table == Table.COMMENTS) {
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
}
