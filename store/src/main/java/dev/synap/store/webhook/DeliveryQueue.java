package dev.synap.store.webhook;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.store.jdbc.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What waits to be sent. Each webhook has a lane for each subject of which something waits; who holds a lane sends
 * what is in it, one after the other. Who holds a lane too long loses it to another.
 *
 * <p>Thread-safe. Any number of nodes may share it; time is the database's.
 */
public final class DeliveryQueue {

    // By primary key. Shared, so that it neither is disabled nor goes away while something is put down for it.
    private static final String HOLD = """
            SELECT 1 FROM webhook WHERE workspace_id = ? AND webhook_id = ? AND enabled FOR SHARE
            """;

    // In one order, whoever opens them. A lane that is there is locked: its holder finds what comes with this
    // transaction, or has closed it before, and then it is opened again here.
    private static final String OPEN_LANES = """
            INSERT INTO webhook_lane (workspace_id, webhook_id, subject_id, next_attempt_at)
            SELECT ?, ?, subject_id, clock_timestamp() FROM unnest(?::text[]) AS s (subject_id) ORDER BY subject_id
            ON CONFLICT (workspace_id, webhook_id, subject_id) DO UPDATE SET epoch = webhook_lane.epoch
            """;

    private static final String HURRY = """
            UPDATE webhook_lane SET next_attempt_at = clock_timestamp()
            WHERE workspace_id = ? AND webhook_id = ? AND subject_id = ? AND NOT held
            """;

    private static final String ADD = """
            INSERT INTO webhook_delivery
                (workspace_id, webhook_id, delivery_id, position, event_id, event_type, subject_id)
            SELECT ?, ?, e.delivery_id, e.position, e.event_id, e.event_type, e.subject_id
            FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                AS e (delivery_id, position, event_id, event_type, subject_id)
            ORDER BY e.position
            ON CONFLICT (workspace_id, webhook_id, delivery_id) DO UPDATE
            SET status = 'pending', attempts = 0, next_attempt_at = NULL
            WHERE webhook_delivery.status <> 'pending' AND ?
            """;

    private static final String ANY_DUE =
            "SELECT EXISTS (SELECT FROM webhook_lane WHERE next_attempt_at <= clock_timestamp())";

    // By index webhook_lane_due. A webhook that keeps its share of senders busy is passed over, for others are due
    // behind it. What another has locked it is about to hold.
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT l.workspace_id, l.webhook_id, l.subject_id,
                    row_number() OVER (PARTITION BY l.workspace_id, l.webhook_id ORDER BY l.next_attempt_at)
                        + l.running AS nth
                FROM (
                    SELECT l.*, coalesce(b.running, 0) AS running
                    FROM webhook_lane l
                    JOIN webhook w USING (workspace_id, webhook_id)
                    LEFT JOIN unnest(?::text[], ?::text[], ?::bigint[]) AS b (workspace_id, webhook_id, running)
                        USING (workspace_id, webhook_id)
                    WHERE l.next_attempt_at <= clock_timestamp() AND w.enabled AND w.key_id = ?
                      AND coalesce(b.running, 0) < ?
                    ORDER BY l.next_attempt_at
                    LIMIT 200
                ) l
            ), mine AS MATERIALIZED (
                SELECT l.workspace_id, l.webhook_id, l.subject_id
                FROM webhook_lane l
                JOIN due USING (workspace_id, webhook_id, subject_id)
                WHERE due.nth <= ? AND l.next_attempt_at <= clock_timestamp()
                LIMIT ?
                FOR UPDATE OF l SKIP LOCKED
            )
            UPDATE webhook_lane l
            SET held = true, epoch = l.epoch + 1,
                next_attempt_at = clock_timestamp() + ? * interval '1 millisecond'
            FROM mine
            WHERE l.workspace_id = mine.workspace_id AND l.webhook_id = mine.webhook_id
              AND l.subject_id = mine.subject_id
            RETURNING l.workspace_id, l.webhook_id, l.subject_id, l.epoch
            """;

    // By index webhook_delivery_pending.
    private static final String NEXT = """
            SELECT %s, w.url, w.key_id, w.secret,
                CASE WHEN w.old_secret_until > clock_timestamp() THEN w.old_secret END AS old_secret
            FROM webhook w
            JOIN webhook_delivery d USING (workspace_id, webhook_id)
            WHERE w.workspace_id = ? AND w.webhook_id = ? AND w.enabled AND d.subject_id = ? AND d.status = 'pending'
            ORDER BY d.position
            LIMIT 1
            """.formatted(Deliveries.COLUMNS.replace("created_at", "d.created_at"));

    private static final String CAME_THROUGH = """
            UPDATE webhook SET failing_since = NULL
            WHERE workspace_id = ? AND webhook_id = ? AND failing_since IS NOT NULL
            """;

    private static final String FAILED = """
            UPDATE webhook SET failing_since = clock_timestamp()
            WHERE workspace_id = ? AND webhook_id = ? AND failing_since IS NULL
            """;

    private static final String DISABLE = """
            UPDATE webhook SET enabled = false, disabled_reason = ?, updated_at = now()
            WHERE workspace_id = ? AND webhook_id = ? AND enabled
              AND (? OR failing_since < clock_timestamp() - ? * interval '1 millisecond')
            """;

    private static final String HOLD_LANE = """
            SELECT 1 FROM webhook_lane
            WHERE workspace_id = ? AND webhook_id = ? AND subject_id = ? AND epoch = ?
            FOR UPDATE
            """;

    private static final String TELL = """
            UPDATE webhook_delivery
            SET status = ?, attempts = attempts + 1, attempted_at = clock_timestamp(), http_status = ?,
                duration_millis = ?, error = ?, next_attempt_at = clock_timestamp() + ? * interval '1 millisecond'
            WHERE workspace_id = ? AND webhook_id = ? AND delivery_id = ?
            """;

    private static final String CLOSE_LANE = """
            DELETE FROM webhook_lane l
            WHERE l.workspace_id = ? AND l.webhook_id = ? AND l.subject_id = ?
              AND NOT EXISTS (
                  SELECT FROM webhook_delivery d
                  WHERE d.workspace_id = l.workspace_id AND d.webhook_id = l.webhook_id
                    AND d.subject_id = l.subject_id AND d.status = 'pending')
            """;

    private static final String LEAVE_LANE = """
            UPDATE webhook_lane l
            SET held = false,
                next_attempt_at = CASE WHEN w.enabled THEN clock_timestamp() + ? * interval '1 millisecond'
                    ELSE 'infinity' END
            FROM webhook w
            WHERE l.workspace_id = ? AND l.webhook_id = ? AND l.subject_id = ?
              AND w.workspace_id = l.workspace_id AND w.webhook_id = l.webhook_id
            """;

    // By index webhook_replay. Where much waits already, more is fetched later. Locked, so that one node fetches.
    private static final String NEXT_REPLAY = """
            SELECT %s, replay_after, replay_until
            FROM webhook w
            WHERE replay_after IS NOT NULL AND enabled
              AND (SELECT count(*) FROM (
                    SELECT FROM webhook_delivery d
                    WHERE d.workspace_id = w.workspace_id AND d.webhook_id = w.webhook_id AND d.status = 'pending'
                    LIMIT 1000) waiting) < 1000
            ORDER BY workspace_id, webhook_id
            LIMIT 1
            FOR NO KEY UPDATE SKIP LOCKED
            """.formatted(Webhooks.COLUMNS);

    private static final String REPLAYED = """
            UPDATE webhook
            SET replay_after = CASE WHEN ? < replay_until THEN ? END,
                replay_until = CASE WHEN ? < replay_until THEN replay_until END
            WHERE workspace_id = ? AND webhook_id = ?
            """;

    private static final String DISABLE_CROWDED = """
            UPDATE webhook w
            SET enabled = false, updated_at = now(),
                disabled_reason = 'more than ' || ? || ' deliveries wait for the receiver'
            WHERE enabled
              AND (SELECT count(*) FROM (
                    SELECT FROM webhook_delivery d
                    WHERE d.workspace_id = w.workspace_id AND d.webhook_id = w.webhook_id AND d.status = 'pending'
                    LIMIT ?) waiting) > ?
            RETURNING %s
            """.formatted(Webhooks.COLUMNS);

    // By index webhook_delivery_done.
    private static final String FORGET = """
            DELETE FROM webhook_delivery
            WHERE (workspace_id, webhook_id, delivery_id) IN (
                SELECT workspace_id, webhook_id, delivery_id FROM webhook_delivery
                WHERE status <> 'pending' AND attempted_at < clock_timestamp() - ? * interval '1 millisecond'
                LIMIT 5000)
            """;

    private static final String FORGET_SECRETS = """
            UPDATE webhook SET old_secret = NULL, old_secret_until = NULL WHERE old_secret_until < clock_timestamp()
            """;

    private final Sql sql;
    private final Patience patience;

    public DeliveryQueue(DataSource dataSource, Patience patience) {
        this.sql = new Sql(dataSource);
        this.patience = patience;
    }

    /** Reads the log. */
    public interface Pages {
        /** The next events behind a position, the earliest first; none at the end. */
        List<Event> after(String workspaceId, long position);
    }

    /** How many lanes of a webhook are held here. */
    public record Busy(String workspaceId, String webhookId, long lanes) {}

    /** Whether there is anything to send, for some node. */
    public boolean isAnyDue() {
        return sql.list(ANY_DUE, row -> row.getBoolean(1)).getFirst();
    }

    /**
     * Takes lanes in which something is due.
     *
     * @param keyId only those of webhooks whose secret this key opens
     * @param limit so many at most
     * @param perWebhook so many of one webhook at most, with those held already
     * @param holdFor after so long without a word they are others' to take
     */
    public List<Lane> claim(String keyId, List<Busy> busy, int limit, int perWebhook, Duration holdFor) {
        return sql.list(
                CLAIM,
                row -> new Lane(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                busy.stream().map(Busy::workspaceId).toArray(String[]::new),
                busy.stream().map(Busy::webhookId).toArray(String[]::new),
                busy.stream().map(Busy::lanes).toArray(Long[]::new),
                keyId,
                perWebhook,
                perWebhook,
                limit,
                holdFor.toMillis());
    }

    /** What is to be sent first in a lane; nothing when its webhook is disabled, or was removed. */
    public Optional<Parcel> next(Lane lane) {
        return sql.first(NEXT, row -> parcel(lane, row), lane.workspaceId(), lane.webhookId(), lane.subjectId());
    }

    /** Says how an attempt went, and gives the lane back; false when another had taken it meanwhile. */
    public boolean tell(Lane lane, Delivery delivery, Attempt attempt) {
        int failures = delivery.attempts() + 1;
        boolean parked = !attempt.succeeded() && patience.backoff().isExhausted(failures);
        boolean again = !attempt.succeeded() && !parked;
        long wait = again ? wait(failures, attempt).toMillis() : 0;
        return sql.together(connection -> {
            note(connection, lane, attempt);
            if (!holds(connection, lane)) {
                return false;
            }
            Sql.update(
                    connection,
                    TELL,
                    attempt.succeeded() ? "delivered" : parked ? "parked" : "pending",
                    attempt.httpStatus(),
                    attempt.duration().toMillis(),
                    attempt.error(),
                    again ? wait : null,
                    lane.workspaceId(),
                    lane.webhookId(),
                    delivery.deliveryId());
            leave(connection, lane, wait);
            return true;
        });
    }

    /** As long as the receiver asks for, but no shorter than one would wait by oneself, and no longer than one ever does. */
    private Duration wait(int failures, Attempt attempt) {
        Duration own = patience.backoff().after(failures);
        Duration asked = attempt.retryAfter();
        Duration longest = patience.backoff().longest();
        if (asked == null || asked.compareTo(own) <= 0) {
            return own;
        }
        return asked.compareTo(longest) > 0 ? longest : asked;
    }

    /** Gives a lane back without having sent anything. */
    public void leave(Lane lane) {
        sql.together(connection -> {
            if (holds(connection, lane)) {
                leave(connection, lane, 0);
            }
            return true;
        });
    }

    /** Puts down some of what is to be sent again; false when there is nothing of that, or enough waits already. */
    public boolean replay(Pages log) {
        return sql.together(connection -> {
            List<Replay> found = Sql.list(
                    connection,
                    NEXT_REPLAY,
                    row -> new Replay(Webhooks.read(row), row.getLong("replay_after"), row.getLong("replay_until")));
            if (found.isEmpty()) {
                return false;
            }
            Replay replay = found.getFirst();
            Webhook webhook = replay.webhook();
            List<Event> page = log.after(webhook.workspaceId(), replay.after());
            List<Event> wanted = page.stream()
                    .filter(event -> event.position() <= replay.until())
                    .filter(event -> TypePatterns.match(webhook.types(), event.type()))
                    .toList();
            if (!wanted.isEmpty()) {
                add(connection, webhook, wanted, true);
            }
            long last = page.isEmpty() ? replay.until() : page.getLast().position();
            Sql.update(connection, REPLAYED, last, last, last, webhook.workspaceId(), webhook.webhookId());
            return true;
        });
    }

    /** Forgets what is past, and disables webhooks for which too much waits. */
    public void tidy() {
        int most = patience.maxPending();
        sql.together(connection -> {
            for (Webhook crowded : Sql.list(connection, DISABLE_CROWDED, Webhooks::read, most, most + 1, most)) {
                Webhooks.setLanes(connection, crowded.workspaceId(), crowded.webhookId(), false);
            }
            return true;
        });
        sql.update(FORGET_SECRETS);
        sql.update(FORGET, patience.keepFor().toMillis());
    }

    /** Puts down events for webhooks of their workspace, as far as these are still there and enabled. */
    static void add(Connection connection, Map<Webhook, List<Event>> events) throws SQLException {
        List<Webhook> ordered = new ArrayList<>(events.keySet());
        ordered.sort((one, other) -> one.webhookId().compareTo(other.webhookId()));
        List<Webhook> enabled = new ArrayList<>();
        for (Webhook webhook : ordered) {
            if (holdEnabled(connection, webhook.workspaceId(), webhook.webhookId())) {
                enabled.add(webhook);
            }
        }
        for (Webhook webhook : enabled) {
            add(connection, webhook, events.getOrDefault(webhook, List.of()), false);
        }
    }

    static boolean holdEnabled(Connection connection, String workspaceId, String webhookId) throws SQLException {
        return !Sql.list(connection, HOLD, row -> 1, workspaceId, webhookId).isEmpty();
    }

    static void openLanes(Connection connection, String workspaceId, String webhookId, List<String> subjectIds)
            throws SQLException {
        String[] subjects = subjectIds.stream().distinct().toArray(String[]::new);
        Sql.update(connection, OPEN_LANES, workspaceId, webhookId, subjects);
    }

    static void hurry(Connection connection, String workspaceId, String webhookId, String subjectId)
            throws SQLException {
        Sql.update(connection, HURRY, workspaceId, webhookId, subjectId);
    }

    private static void add(Connection connection, Webhook webhook, List<Event> events, boolean again)
            throws SQLException {
        String workspaceId = webhook.workspaceId();
        String webhookId = webhook.webhookId();
        openLanes(
                connection,
                workspaceId,
                webhookId,
                events.stream().map(Event::subjectId).toList());
        Sql.update(
                connection,
                ADD,
                workspaceId,
                webhookId,
                events.stream()
                        .map(event -> Ids.derived("msg", workspaceId, webhookId, event.id()))
                        .toArray(String[]::new),
                events.stream().map(Event::position).toArray(Long[]::new),
                events.stream().map(Event::id).toArray(String[]::new),
                events.stream().map(Event::type).toArray(String[]::new),
                events.stream().map(Event::subjectId).toArray(String[]::new),
                again);
    }

    private void note(Connection connection, Lane lane, Attempt attempt) throws SQLException {
        if (attempt.succeeded()) {
            Sql.update(connection, CAME_THROUGH, lane.workspaceId(), lane.webhookId());
            return;
        }
        Sql.update(connection, FAILED, lane.workspaceId(), lane.webhookId());
        String reason = attempt.gone()
                ? "the receiver answered 410 Gone"
                : "nothing has come through for " + words(patience.disableAfter()) + "; at last: " + attempt.error();
        int disabled = Sql.update(
                connection,
                DISABLE,
                reason,
                lane.workspaceId(),
                lane.webhookId(),
                attempt.gone(),
                patience.disableAfter().toMillis());
        if (disabled > 0) {
            Webhooks.setLanes(connection, lane.workspaceId(), lane.webhookId(), false);
        }
    }

    private static String words(Duration duration) {
        return duration.toDays() > 0 ? duration.toDays() + " days" : duration.toSeconds() + " seconds";
    }

    private static boolean holds(Connection connection, Lane lane) throws SQLException {
        return !Sql.list(
                        connection,
                        HOLD_LANE,
                        row -> 1,
                        lane.workspaceId(),
                        lane.webhookId(),
                        lane.subjectId(),
                        lane.epoch())
                .isEmpty();
    }

    private static void leave(Connection connection, Lane lane, long waitMillis) throws SQLException {
        int closed = Sql.update(connection, CLOSE_LANE, lane.workspaceId(), lane.webhookId(), lane.subjectId());
        if (closed == 0) {
            Sql.update(connection, LEAVE_LANE, waitMillis, lane.workspaceId(), lane.webhookId(), lane.subjectId());
        }
    }

    private static Parcel parcel(Lane lane, ResultSet row) throws SQLException {
        String keyId = row.getString("key_id");
        byte[] old = row.getBytes("old_secret");
        return new Parcel(
                lane,
                Deliveries.read(row),
                row.getString("url"),
                new SealedSecret(keyId, row.getBytes("secret")),
                old == null ? null : new SealedSecret(keyId, old));
    }

    private record Replay(Webhook webhook, long after, long until) {}
}
