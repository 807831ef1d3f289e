package dev.synap.store.feed;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendRequest;
import dev.synap.store.Database;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TableWork;
import dev.synap.store.log.TableWorkException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events that subscribers could not handle, for operators: to see why, and to have them tried again or
 * left out. What an operator does is itself an event in the workspace's log.
 *
 * <p>Thread-safe.
 */
public final class Parked {

    /** The most entries that {@link #list} gives at once. */
    public static final int MAX_LIMIT = 1_000;

    private static final String RETRIED = "worker.retried";
    private static final String SKIPPED = "worker.skipped";

    private static final String COLUMNS = """
            parked_id, subscriber, workspace_id, position, event_id, event_type, subject_id, status, attempts,
            next_attempt_at, failed_at, error, stack
            """;

    // By primary key.
    private static final String LIST = """
            SELECT %s
            FROM parked
            WHERE workspace_id = ? AND (subscriber, position) > (?, ?)
            ORDER BY subscriber, position
            LIMIT ?
            """.formatted(COLUMNS);

    // By index parked_by_id.
    private static final String FIND =
            "SELECT %s FROM parked WHERE workspace_id = ? AND parked_id = ?".formatted(COLUMNS);

    // By primary key. Held until the transaction ends, so that no walker is at work on the same queue.
    private static final String HOLD_CHECKPOINT =
            "SELECT 1 FROM checkpoint WHERE workspace_id = ? AND subscriber = ? FOR UPDATE";

    // By index parked_by_id.
    private static final String RETRY = """
            UPDATE parked SET status = 'retrying', next_attempt_at = ?
            WHERE workspace_id = ? AND parked_id = ? AND attempts = ? AND status <> 'waiting'
            """;

    // By index parked_by_id.
    private static final String EXISTS = "SELECT 1 FROM parked WHERE workspace_id = ? AND parked_id = ?";

    private final DataSource dataSource;
    private final PostgresEventLog events;
    private final Clock clock;

    public Parked(Database database, PostgresEventLog events, Clock clock) {
        this.dataSource = database.dataSource();
        this.events = events;
        this.clock = clock;
    }

    /** Where an entry stands. */
    public enum Status {
        /** It will be tried again by itself. */
        RETRYING,
        /** It has failed too often, and waits for an operator. */
        PARKED,
        /** It has not been tried, for an earlier event of its subject has not come through. */
        WAITING
    }

    /**
     * An event that is set aside.
     *
     * @param attempts how often it was tried
     * @param failedAt when it failed last
     * @param error what it failed with, in a line
     */
    public record Entry(
            String id,
            String subscriber,
            String workspaceId,
            long position,
            String eventId,
            String eventType,
            String subjectId,
            Status status,
            int attempts,
            Instant nextAttemptAt,
            @Nullable Instant failedAt,
            @Nullable String error,
            @Nullable String stack) {}

    /**
     * What is set aside in a workspace, by subscriber and position.
     *
     * @param after the last entry of the page before; null for the first page
     * @param limit 1 to {@value #MAX_LIMIT}
     */
    public List<Entry> list(String workspaceId, @Nullable Entry after, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, workspaceId);
            select.setString(2, after == null ? "" : after.subscriber());
            select.setLong(3, after == null ? 0 : after.position());
            select.setInt(4, Math.clamp(limit, 1, MAX_LIMIT));
            return read(select);
        } catch (SQLException e) {
            throw Checkpoints.unavailable(e);
        }
    }

    /** The entry with this id. */
    public Optional<Entry> find(String workspaceId, String id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, workspaceId);
            select.setString(2, id);
            return read(select).stream().findFirst();
        } catch (SQLException e) {
            throw Checkpoints.unavailable(e);
        }
    }

    /**
     * Has an event tried once more, now. When it comes through, those of its subject that wait follow it.
     *
     * @param userId the operator
     * @return the entry as it was; nothing when there is none, or it waits behind another
     */
    public Optional<Entry> retry(String workspaceId, String id, String userId) {
        Optional<Entry> found = find(workspaceId, id).filter(entry -> entry.status() != Status.WAITING);
        return found.filter(entry -> audit(RETRIED, entry, userId, connection -> {
            try (PreparedStatement update = connection.prepareStatement(RETRY)) {
                update.setObject(1, ParkedTable.utc(clock.instant()));
                update.setString(2, workspaceId);
                update.setString(3, id);
                update.setInt(4, entry.attempts());
                if (update.executeUpdate() != 1) {
                    throw new EntryGoneException();
                }
            }
        }));
    }

    /**
     * Leaves an event out for good: its subscriber never handles it. Those of its subject that wait behind it go on.
     *
     * @param userId the operator
     * @return the entry as it was; nothing when there is none
     */
    public Optional<Entry> skip(String workspaceId, String id, String userId) {
        return find(workspaceId, id)
                .filter(entry -> audit(SKIPPED, entry, userId, connection -> {
                    try (PreparedStatement select = connection.prepareStatement(EXISTS)) {
                        select.setString(1, workspaceId);
                        select.setString(2, id);
                        try (ResultSet row = select.executeQuery()) {
                            if (!row.next()) {
                                throw new EntryGoneException();
                            }
                        }
                    }
                    ParkedTable.remove(connection, row(entry), clock.instant());
                }));
    }

    /** Whether events of this type say that an operator did something here. */
    static boolean isAudit(String eventType) {
        return eventType.equals(RETRIED) || eventType.equals(SKIPPED);
    }

    /** Appends the event that says what the operator did, in one transaction with it; false when it is too late. */
    private boolean audit(String type, Entry entry, String userId, TableWork change) {
        TableWork all = connection -> {
            try (PreparedStatement hold = connection.prepareStatement(HOLD_CHECKPOINT)) {
                hold.setString(1, entry.workspaceId());
                hold.setString(2, entry.subscriber());
                hold.execute();
            }
            change.write(connection);
        };
        try {
            events.append(AppendRequest.of(entry.workspaceId(), List.of(event(type, entry, userId))), all)
                    .orThrow();
            return true;
        } catch (TableWorkException e) {
            if (e.getCause() instanceof EntryGoneException) {
                return false;
            }
            throw e;
        }
    }

    private NewEvent event(String type, Entry entry, String userId) {
        Optional<Event> failed = events.get(entry.workspaceId(), entry.eventId());
        ObjectNode data = Json.newObject()
                .put("subscriber", entry.subscriber())
                .put("subjectId", entry.subjectId())
                .put("eventId", entry.eventId())
                .put("position", entry.position())
                .put("attempts", entry.attempts())
                .put("error", entry.error());
        return new NewEvent(
                Ids.random().next("evt"),
                type,
                entry.id(),
                "worker",
                JsonObject.of(data),
                JsonObject.empty(),
                userId,
                "synap",
                failed.map(Event::correlationId).orElse(null),
                entry.eventId(),
                null);
    }

    private static ParkedRow row(Entry entry) {
        return new ParkedRow(
                entry.subscriber(),
                entry.workspaceId(),
                entry.position(),
                entry.eventId(),
                entry.eventType(),
                entry.subjectId(),
                entry.attempts(),
                false,
                entry.nextAttemptAt(),
                entry.failedAt(),
                entry.error(),
                entry.stack());
    }

    private static List<Entry> read(PreparedStatement select) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                OffsetDateTime failedAt = row.getObject(11, OffsetDateTime.class);
                entries.add(new Entry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        Status.valueOf(row.getString(8).toUpperCase(Locale.ROOT)),
                        row.getInt(9),
                        row.getObject(10, OffsetDateTime.class).toInstant(),
                        failedAt == null ? null : failedAt.toInstant(),
                        row.getString(12),
                        row.getString(13)));
            }
        }
        return entries;
    }

    /** Somebody else was quicker. */
    private static final class EntryGoneException extends RuntimeException {}
}
