package dev.synap.store.projection;

import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.store.projection.Conditions.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * The subjects that a list of the past could show, in its order: all that have a row now, for a subject once made
 * keeps its row, whatever becomes of it.
 */
final class Candidates {

    /**
     * A subject that may have been there.
     *
     * @param recordedAt when its first event was recorded
     * @param events how many it has now
     */
    record Candidate(Table table, String id, String type, Instant recordedAt, long events, Cursor key) {}

    /** The parts of a table that have an index each. */
    private enum Part {
        SHOWN("r.deleted_at IS NULL AND r.archived_at IS NULL AND r.created_at <= ?"),
        HIDDEN("(r.deleted_at IS NOT NULL OR r.archived_at IS NOT NULL) AND r.created_at <= ?"),
        OUT_OF_ORDER("r.out_of_order AND r.created_at > ?");

        private final String condition;

        Part(String condition) {
            this.condition = condition;
        }
    }

    // By index <table>_by_created for what is shown now, <table>_hidden_by_created for the rest, and
    // <table>_out_of_order for what was made after the point, as it looks now; of the few members, shares, policies,
    // schemas and settings by the primary key. subject_head by its primary key.
    private static final String ROWS = """
            (SELECT '%s' AS home, r.id, %s AS type, r.created_at FROM %s r
            %sORDER BY r.created_at %s, r.id %s LIMIT %d)
            """;

    private static final String PAGE = """
            SELECT c.home, c.id, c.type, c.created_at, h.created_at AS recorded_at, h.version
            FROM (
                %1$s
                ORDER BY created_at %2$s, id %2$s LIMIT %3$d
            ) c
            CROSS JOIN LATERAL (
                SELECT created_at, version FROM subject_head WHERE workspace_id = ? AND subject_id = c.id OFFSET 0
            ) h
            ORDER BY c.created_at %2$s, c.id %2$s
            """;

    // By the primary key of event.
    private static final String RECORDED_AT = """
            SELECT recorded_at FROM event WHERE workspace_id = ? AND position <= ? ORDER BY position DESC LIMIT 1
            """;

    private Candidates() {}

    /**
     * By when a subject was made that was there at the point, unless its row says that it is out of order: at a
     * position, when the event there was recorded. Null before the first event.
     */
    static @Nullable OffsetDateTime madeBy(Connection connection, String workspaceId, AsOf point) throws SQLException {
        return switch (point) {
            case AsOf.Time(Instant time) -> time.atOffset(ZoneOffset.UTC);
            case AsOf.Position(long position) -> recordedAt(connection, workspaceId, position);
            case AsOf.Latest() -> recordedAt(connection, workspaceId, Long.MAX_VALUE);
            case AsOf.Version _ -> throw new IllegalArgumentException("a list has no version");
        };
    }

    private static @Nullable OffsetDateTime recordedAt(Connection connection, String workspaceId, long position)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RECORDED_AT)) {
            select.setString(1, workspaceId);
            select.setLong(2, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getObject(1, OffsetDateTime.class) : null;
            }
        }
    }

    /**
     * Some of them, behind a place in the order.
     *
     * @param madeBy what {@link #madeBy} has found
     */
    static List<Candidate> read(
            Connection connection,
            String workspaceId,
            ListQuery query,
            OffsetDateTime madeBy,
            @Nullable Cursor after,
            int limit)
            throws SQLException {
        String order = query.direction() == Direction.FORWARD ? "ASC" : "DESC";
        List<Conditions> bound = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (Table table : query.reached()) {
            for (Part part : Part.values()) {
                Conditions where = conditions(workspaceId, table, query, after);
                where.add(part.condition, new Value.Plain(madeBy));
                bound.add(where);
                rows.add(ROWS.formatted(
                        table.name(), table.typeExpression(), table.sqlName(), where.sql(), order, order, limit));
            }
        }
        try (PreparedStatement select =
                connection.prepareStatement(PAGE.formatted(String.join("UNION ALL\n", rows), order, limit))) {
            // Planned anew with the values given, as other lists are.
            select.unwrap(PGStatement.class).setPrepareThreshold(0);
            int next = 1;
            for (Conditions each : bound) {
                next = each.bind(connection, select, next);
            }
            select.setString(next, workspaceId);
            List<Candidate> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String id = row.getString(2);
                    found.add(new Candidate(
                            Table.valueOf(row.getString(1)),
                            id,
                            row.getString(3),
                            row.getObject(5, OffsetDateTime.class).toInstant(),
                            row.getLong(6),
                            new Cursor(row.getObject(4, OffsetDateTime.class), id)));
                }
            }
            return found;
        }
    }

    private static Conditions conditions(String workspaceId, Table table, ListQuery query, @Nullable Cursor after) {
        Conditions where = new Conditions();
        where.add("r.workspace_id = ?", new Value.Plain(workspaceId));
        // A comment may have been on another subject then.
        if (query.readable() != null && table != Table.COMMENTS) {
            where.add("r.id = ANY (?)", new Value.Texts(query.readable()));
        }
        // The type of a subject does not change.
        if (table == Table.ENTITIES && query.filters().containsKey(Filter.TYPE)) {
            where.add(
                    Filter.TYPE.condition(),
                    new Value.Plain(String.valueOf(query.filters().get(Filter.TYPE))));
        }
        if (after != null) {
            String behind = query.direction() == Direction.FORWARD ? " > " : " < ";
            where.add(
                    "(r.created_at, r.id)" + behind + "(?, ?)",
                    new Value.Plain(after.key()),
                    new Value.Plain(after.id()));
        }
        return where;
    }
}
