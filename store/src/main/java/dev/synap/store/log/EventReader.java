package dev.synap.store.log;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads events, by id or in pages. Pages are cut by key, so that they stay right while events arrive. */
final class EventReader {

    // By event_key's primary key, then by event's. OFFSET keeps the two apart: joined, they may get a plan, while
    // the tables are new, that reads all events of the workspace, and goes on doing so.
    private static final String BY_ID = """
            SELECT %s
            FROM event_key k
            CROSS JOIN LATERAL (
                SELECT * FROM event
                WHERE workspace_id = k.workspace_id AND position = k.position AND recorded_at = k.recorded_at
                OFFSET 0
            ) e
            WHERE k.workspace_id = ? AND k.event_id = ?
            """.formatted(EventRows.COLUMNS);

    private static final String SELECT = "SELECT " + EventRows.COLUMNS + "FROM event e\n";

    private static final String POSITION = "SELECT position FROM workspace_head WHERE workspace_id = ?";

    // By primary key.
    private static final String POSITIONS =
            "SELECT workspace_id, position FROM workspace_head WHERE workspace_id = ANY (?::text[])";

    private final DataSource dataSource;

    EventReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Optional<Event> byId(String workspaceId, String eventId) {
        List<Event> found = read(BY_ID, List.of(workspaceId, eventId));
        return found.stream().findFirst();
    }

    long position(String workspaceId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(POSITION)) {
            select.setString(1, workspaceId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** The positions of the last events of some workspaces, by workspace; those without a log are left out. */
    Map<String, Long> positions(Collection<String> workspaceIds) {
        Map<String, Long> positions = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(POSITIONS)) {
            select.setArray(1, connection.createArrayOf("text", workspaceIds.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    positions.put(row.getString(1), row.getLong(2));
                }
            }
            return positions;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    // By index event_by_subject.
    Page history(String workspaceId, String subjectId, AsOf asOf, PageRequest page) {
        Conditions where = new Conditions();
        where.add("e.workspace_id = ?", workspaceId);
        where.add("e.subject_id = ?", subjectId);
        switch (asOf) {
            case AsOf.Latest() -> {}
            case AsOf.Time(Instant instant) -> where.add("e.occurred_at <= ?", instant);
            case AsOf.Position(long position) -> where.add("e.position <= ?", position);
            case AsOf.Version(long version) -> where.add("e.version <= ?", version);
        }
        return page(where, "version", page, Event::version);
    }

    // By event's primary key, or by the index of the most telling condition: event_by_subject,
    // event_by_correlation, event_by_type, event_by_user, event_by_time.
    Page query(String workspaceId, EventQuery query, PageRequest page) {
        Conditions where = new Conditions();
        where.add("e.workspace_id = ?", workspaceId);
        if (query.isTypePrefix()) {
            where.add("e.type >= ?", query.typePrefix());
            where.add("e.type < ?", firstBehind(query.typePrefix()));
        } else {
            where.add("e.type = ?", query.type());
        }
        where.add("e.subject_id = ?", query.subjectId());
        where.add("e.subject_type = ?", query.subjectType());
        where.add("e.user_id = ?", query.userId());
        where.add("e.source = ?", query.source());
        where.add("e.correlation_id = ?", query.correlationId());
        where.add("e.occurred_at >= ?", query.from());
        where.add("e.occurred_at <= ?", query.to());
        return page(where, "position", page, Event::position);
    }

    private Page page(Conditions where, String key, PageRequest page, ToLongFunction<Event> keyOf) {
        boolean forward = page.direction() == Direction.FORWARD;
        where.add("e." + key + (forward ? " > ?" : " < ?"), page.after());
        // One more than asked for tells whether there is a next page. The limit stands in the text, for the
        // plan is a generic one, which would otherwise expect a tenth of the log.
        String sql =
                SELECT + where.sql() + "ORDER BY e." + key + (forward ? "" : " DESC") + " LIMIT " + (page.limit() + 1);
        List<Event> found = read(sql, where.values());
        if (found.size() <= page.limit()) {
            return new Page(found, null);
        }
        List<Event> events = found.subList(0, page.limit());
        return new Page(events, keyOf.applyAsLong(events.getLast()));
    }

    private List<Event> read(String sql, List<Object> values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<Event> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(EventRows.read(row));
                }
            }
            return events;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** The least text that is greater than every text with this prefix, which ends in a dot. */
    private static String firstBehind(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + (char) ('.' + 1);
    }

    static StoreUnavailableException unavailable(SQLException cause) {
        return new StoreUnavailableException("the log cannot be read: " + cause.getMessage(), cause);
    }

    /** Conditions that all hold; one whose value is null does not count. */
    private static final class Conditions {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void add(String condition, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                values.add(value instanceof Instant instant ? utc(instant) : value);
            }
        }

        String sql() {
            return "WHERE " + String.join(" AND ", conditions) + "\n";
        }

        List<Object> values() {
            return values;
        }

        private static OffsetDateTime utc(Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
    }
}
