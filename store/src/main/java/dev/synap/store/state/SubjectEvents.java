package dev.synap.store.state;

import dev.synap.core.event.Event;
import dev.synap.core.log.AsOf;
import dev.synap.store.log.EventRows;
import dev.synap.store.log.FoldRows;
import dev.synap.store.state.SnapshotTable.VersionRange;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads a stretch of one subject's events in order, a page at a time, so that memory stays bounded. */
final class SubjectEvents {

    /** How many are held at a time. */
    static final int PAGE = 1_000;

    // By index event_by_subject, which gives the order too.
    private static final String SELECT = """
            SELECT %s
            FROM event e
            WHERE e.workspace_id = ? AND e.subject_id = ? AND e.version > ? AND e.version <= ?
            """.formatted(FoldRows.COLUMNS);

    private static final String IN_ORDER = "ORDER BY e.version LIMIT " + PAGE;

    // By index event_by_subject, for each stretch; the limit keeps it from being joined by the workspace alone, and
    // stands in the text, for the plan is a generic one. It would not be, were the stretches' number looked at.
    private static final String OF_MANY = """
            SELECT %s, k.place
            FROM unnest((SELECT ?::text[]), (SELECT ?::bigint[]), (SELECT ?::bigint[])) WITH ORDINALITY
                AS k (subject_id, start, up_to, place)
            CROSS JOIN LATERAL (
                SELECT * FROM event
                WHERE workspace_id = ? AND subject_id = k.subject_id AND version > k.start AND version <= k.up_to
                ORDER BY version
                LIMIT %d
            ) e
            """.formatted(EventRows.COLUMNS, PAGE);

    private SubjectEvents() {}

    /** The events of many stretches that are not known, in order; of each {@value #PAGE} at most. */
    static Map<Stretch, List<Event>> of(Connection connection, String workspaceId, List<Stretch> stretches)
            throws SQLException {
        Map<Stretch, List<Event>> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(OF_MANY)) {
            select.setArray(1, texts(connection, stretches.stream().map(Stretch::subjectId)));
            select.setArray(2, numbers(connection, stretches.stream().map(Stretch::start)));
            select.setArray(3, numbers(connection, stretches.stream().map(Stretch::unknownTo)));
            select.setString(4, workspaceId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Stretch stretch = stretches.get(row.getInt("place") - 1);
                    found.computeIfAbsent(stretch, of -> new ArrayList<>()).add(EventRows.read(row));
                }
            }
        }
        found.values().forEach(events -> events.sort(Comparator.comparingLong(Event::version)));
        return found;
    }

    static Array texts(Connection connection, Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray(String[]::new));
    }

    static Array numbers(Connection connection, Stream<Long> values) throws SQLException {
        return connection.createArrayOf("int8", values.toArray(Long[]::new));
    }

    /** Hands over the events of the stretch that lie at or before the point in history, as {@link FoldRows} reads them. */
    static void read(
            Connection connection,
            String workspaceId,
            String subjectId,
            VersionRange range,
            AsOf asOf,
            Consumer<Event> to)
            throws SQLException {
        long after = range.after();
        List<Event> page;
        do {
            page = page(connection, workspaceId, subjectId, new VersionRange(after, range.upTo()), asOf);
            page.forEach(to);
            if (!page.isEmpty()) {
                after = page.getLast().version();
            }
        } while (page.size() == PAGE);
    }

    private static List<Event> page(
            Connection connection, String workspaceId, String subjectId, VersionRange range, AsOf asOf)
            throws SQLException {
        String condition = switch (asOf) {
            case AsOf.Latest() -> "";
            case AsOf.Version(long version) -> "AND e.version <= ?\n";
            case AsOf.Position(long position) -> "AND e.position <= ?\n";
            case AsOf.Time(Instant instant) -> "AND e.occurred_at <= ?\n";
        };
        try (PreparedStatement select = connection.prepareStatement(SELECT + condition + IN_ORDER)) {
            select.setString(1, workspaceId);
            select.setString(2, subjectId);
            select.setLong(3, range.after());
            select.setLong(4, range.upTo());
            switch (asOf) {
                case AsOf.Latest() -> {}
                case AsOf.Version(long version) -> select.setLong(5, version);
                case AsOf.Position(long position) -> select.setLong(5, position);
                case AsOf.Time(Instant instant) -> select.setObject(5, instant.atOffset(ZoneOffset.UTC));
            }
            List<Event> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(FoldRows.read(row));
                }
            }
            return events;
        }
    }
}
