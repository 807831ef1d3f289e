package dev.synap.store.state;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AsOf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The snapshot table. Every query goes by its primary key (workspace_id, subject_id, version). */
final class SnapshotTable {

    private static final String LAST = """
            SELECT s.version, s.position, s.latest, s.state, h.subject_type
            FROM snapshot s
            JOIN subject_head h ON h.workspace_id = s.workspace_id AND h.subject_id = s.subject_id
            WHERE s.workspace_id = ? AND s.subject_id = ? AND s.generation = ?
            """;

    private static final String NEWEST = "ORDER BY s.version DESC LIMIT 1";

    private static final String INSERT = """
            INSERT INTO snapshot
                (workspace_id, subject_id, version, position, segment_after, segment_from, latest, generation, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::json)
            ON CONFLICT (workspace_id, subject_id, version) DO UPDATE
            SET segment_after = excluded.segment_after, segment_from = excluded.segment_from,
                generation = excluded.generation, state = excluded.state
            WHERE snapshot.generation < excluded.generation
            """;

    private static final String SEGMENTS = """
            SELECT version, segment_after, segment_from <= ? AS touched
            FROM snapshot
            WHERE workspace_id = ? AND subject_id = ? AND version > ?
            ORDER BY version
            """;

    private static final String LAST_BEFORE = """
            SELECT k.place, s.version
            FROM unnest((SELECT ?::text[]), (SELECT ?::bigint[])) WITH ORDINALITY AS k (subject_id, version, place)
            CROSS JOIN LATERAL (
                SELECT version FROM snapshot
                WHERE workspace_id = ? AND subject_id = k.subject_id AND version < k.version AND generation = ?
                ORDER BY version DESC
                LIMIT 1
            ) s
            """;

    // The head by its own primary key. OFFSET keeps the two apart from the list, whose length nobody plans with.
    private static final String OF_MANY = """
            SELECT k.place, s.version, s.position, s.state, h.subject_type
            FROM unnest((SELECT ?::text[]), (SELECT ?::bigint[])) WITH ORDINALITY AS k (subject_id, version, place)
            CROSS JOIN LATERAL (
                SELECT * FROM snapshot
                WHERE workspace_id = ? AND subject_id = k.subject_id AND version = k.version AND generation = ?
                OFFSET 0
            ) s
            CROSS JOIN LATERAL (
                SELECT subject_type FROM subject_head WHERE workspace_id = ? AND subject_id = k.subject_id OFFSET 0
            ) h
            """;

    private SnapshotTable() {}

    /** The version of the last snapshot before each of many events; 0 where there is none. */
    static List<Long> lastBefore(Connection connection, String workspaceId, List<Event> events) throws SQLException {
        Long[] versions = new Long[events.size()];
        Arrays.fill(versions, 0L);
        try (PreparedStatement select = connection.prepareStatement(LAST_BEFORE)) {
            select.setArray(1, SubjectEvents.texts(connection, events.stream().map(Event::subjectId)));
            select.setArray(2, SubjectEvents.numbers(connection, events.stream().map(Event::version)));
            select.setString(3, workspaceId);
            select.setInt(4, Reducers.GENERATION);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    versions[row.getInt(1) - 1] = row.getLong(2);
                }
            }
        }
        return List.of(versions);
    }

    /** The states in the snapshots that stretches begin at; none for one that has no snapshot. */
    static Map<Stretch, State> before(Connection connection, String workspaceId, List<Stretch> stretches)
            throws SQLException {
        List<Stretch> kept = stretches.stream().filter(each -> each.start() > 0).toList();
        Map<Stretch, State> states = new HashMap<>();
        if (kept.isEmpty()) {
            return states;
        }
        try (PreparedStatement select = connection.prepareStatement(OF_MANY)) {
            select.setArray(1, SubjectEvents.texts(connection, kept.stream().map(Stretch::subjectId)));
            select.setArray(2, SubjectEvents.numbers(connection, kept.stream().map(Stretch::start)));
            select.setString(3, workspaceId);
            select.setInt(4, Reducers.GENERATION);
            select.setString(5, workspaceId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Stretch stretch = kept.get(row.getInt(1) - 1);
                    states.put(
                            stretch,
                            new State(
                                    stretch.subjectId(),
                                    row.getString(5),
                                    row.getLong(2),
                                    row.getLong(3),
                                    JsonObject.ofStored(row.getString(4))));
                }
            }
        }
        return states;
    }

    /** The last snapshot from which a read as of this point may go on. */
    static @Nullable Snapshot last(Connection connection, String workspaceId, String subjectId, AsOf asOf)
            throws SQLException {
        String condition = switch (asOf) {
            case AsOf.Latest() -> "";
            case AsOf.Version(long version) -> "AND s.version <= ?\n";
            case AsOf.Position(long position) -> "AND s.position <= ?\n";
            case AsOf.Time(Instant instant) -> "AND s.latest <= ?\n";
        };
        try (PreparedStatement select = connection.prepareStatement(LAST + condition + NEWEST)) {
            select.setString(1, workspaceId);
            select.setString(2, subjectId);
            select.setInt(3, Reducers.GENERATION);
            switch (asOf) {
                case AsOf.Latest() -> {}
                case AsOf.Version(long version) -> select.setLong(4, version);
                case AsOf.Position(long position) -> select.setLong(4, position);
                case AsOf.Time(Instant instant) -> select.setObject(4, instant.atOffset(ZoneOffset.UTC));
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? read(subjectId, row) : null;
            }
        }
    }

    static void insert(Connection connection, String workspaceId, Snapshot snapshot, Segment segment)
            throws SQLException {
        State state = snapshot.state();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, workspaceId);
            insert.setString(2, state.subjectId());
            insert.setLong(3, state.version());
            insert.setLong(4, state.position());
            insert.setLong(5, segment.after());
            insert.setObject(6, segment.from().atOffset(ZoneOffset.UTC));
            insert.setObject(7, snapshot.latest().atOffset(ZoneOffset.UTC));
            insert.setInt(8, Reducers.GENERATION);
            insert.setString(9, state.fields().text());
            insert.executeUpdate();
        }
    }

    /**
     * The stretches of a subject's events behind a version in which something may have happened at a time
     * or before; stretches in which all is later are left out. A snapshot vouches only for the events since
     * the one before it at the time: where that one is gone, its events are read.
     */
    static List<VersionRange> stretches(
            Connection connection, String workspaceId, String subjectId, long after, Instant upTo) throws SQLException {
        List<VersionRange> stretches = new ArrayList<>();
        long from = after;
        try (PreparedStatement select = connection.prepareStatement(SEGMENTS)) {
            select.setObject(1, upTo.atOffset(ZoneOffset.UTC));
            select.setString(2, workspaceId);
            select.setString(3, subjectId);
            select.setLong(4, after);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long to = row.getLong(1);
                    boolean vouched = row.getLong(2) <= from;
                    if (!vouched || row.getBoolean(3)) {
                        stretches.add(new VersionRange(from, to));
                    }
                    from = to;
                }
            }
        }
        stretches.add(new VersionRange(from, Long.MAX_VALUE));
        return stretches;
    }

    private static Snapshot read(String subjectId, ResultSet row) throws SQLException {
        State state = new State(
                subjectId, row.getString(5), row.getLong(1), row.getLong(2), JsonObject.ofStored(row.getString(4)));
        return new Snapshot(state, row.getObject(3, OffsetDateTime.class).toInstant());
    }

    /**
     * A state that was kept.
     *
     * @param latest the latest time at which any of the events folded in happened
     */
    record Snapshot(State state, Instant latest) {}

    /** The events behind a version up to a snapshot, the earliest of which happened at {@code from}. */
    record Segment(long after, Instant from) {}

    /** Versions behind {@code after} up to {@code upTo}. */
    record VersionRange(long after, long upTo) {}
}
