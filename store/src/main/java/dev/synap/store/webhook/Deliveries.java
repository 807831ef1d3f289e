package dev.synap.store.webhook;

import dev.synap.store.jdbc.Sql;
import dev.synap.store.webhook.Delivery.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What became of what was to be sent, and how to have it sent again. Thread-safe. */
public final class Deliveries {

    /** The type of a ping, and what comes before its delivery's id. */
    public static final String PING = "webhook.ping";

    static final String COLUMNS = """
            workspace_id, webhook_id, delivery_id, number, position, event_id, event_type, subject_id, status, attempts,
            next_attempt_at, attempted_at, http_status, duration_millis, error, created_at
            """;

    // By index webhook_delivery_by_number.
    private static final String LIST = """
            SELECT %s FROM webhook_delivery
            WHERE workspace_id = ? AND webhook_id = ? AND number < ? AND (?::text IS NULL OR status = ?)
            ORDER BY number DESC
            LIMIT ?
            """.formatted(COLUMNS);

    // By primary key.
    private static final String FIND = """
            SELECT %s FROM webhook_delivery WHERE workspace_id = ? AND webhook_id = ? AND delivery_id = ?
            """.formatted(COLUMNS);

    private static final String PING_ROW = """
            INSERT INTO webhook_delivery (workspace_id, webhook_id, delivery_id, position, event_type, subject_id)
            VALUES (?, ?, ?, 0, ?, ?)
            RETURNING %s
            """.formatted(COLUMNS);

    private static final String SEND_AGAIN = """
            UPDATE webhook_delivery SET status = 'pending', attempts = 0, next_attempt_at = NULL
            WHERE workspace_id = ? AND webhook_id = ? AND delivery_id = ?
            RETURNING %s
            """.formatted(COLUMNS);

    // Of two wishes, the one that begins earlier holds, up to where the later one ends.
    private static final String REPLAY = """
            UPDATE webhook
            SET replay_after = least(replay_after, ?),
                replay_until = greatest(replay_until,
                    coalesce((SELECT position FROM workspace_head WHERE workspace_id = ?), 0))
            WHERE workspace_id = ? AND webhook_id = ?
            RETURNING replay_until
            """;

    private final Sql sql;

    public Deliveries(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    /**
     * Those of a webhook, the youngest first.
     *
     * @param before the number of the last one of the page before; null for the first page
     */
    public List<Delivery> list(
            String workspaceId, String webhookId, @Nullable Status status, @Nullable Long before, int limit) {
        String name = status == null ? null : status.name().toLowerCase(Locale.ROOT);
        return sql.list(
                LIST,
                Deliveries::read,
                workspaceId,
                webhookId,
                before == null ? Long.MAX_VALUE : before,
                name,
                name,
                limit);
    }

    public Optional<Delivery> find(String workspaceId, String webhookId, String deliveryId) {
        return sql.first(FIND, Deliveries::read, workspaceId, webhookId, deliveryId);
    }

    /** Has a ping sent; nothing when the webhook is not there, or is disabled. */
    public Optional<Delivery> ping(String workspaceId, String webhookId, String deliveryId) {
        return sql.together(connection -> {
            if (!DeliveryQueue.holdEnabled(connection, workspaceId, webhookId)) {
                return Optional.empty();
            }
            DeliveryQueue.openLanes(connection, workspaceId, webhookId, List.of(deliveryId));
            return Sql.list(
                            connection,
                            PING_ROW,
                            Deliveries::read,
                            workspaceId,
                            webhookId,
                            deliveryId,
                            PING,
                            deliveryId)
                    .stream()
                    .findFirst();
        });
    }

    /** Has one sent again at once, however it stands; nothing when it is not there, or its webhook is disabled. */
    public Optional<Delivery> sendAgain(String workspaceId, String webhookId, String deliveryId) {
        return sql.together(connection -> {
            if (!DeliveryQueue.holdEnabled(connection, workspaceId, webhookId)) {
                return Optional.empty();
            }
            List<Delivery> found = Sql.list(connection, FIND, Deliveries::read, workspaceId, webhookId, deliveryId);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            String subjectId = found.getFirst().subjectId();
            DeliveryQueue.openLanes(connection, workspaceId, webhookId, List.of(subjectId));
            DeliveryQueue.hurry(connection, workspaceId, webhookId, subjectId);
            return Sql.list(connection, SEND_AGAIN, Deliveries::read, workspaceId, webhookId, deliveryId).stream()
                    .findFirst();
        });
    }

    /**
     * Has all events behind a position sent again, as far as the log reaches now.
     *
     * @return the last position; nothing when there is no such webhook
     */
    public Optional<Long> replay(String workspaceId, String webhookId, long after) {
        return sql.first(REPLAY, row -> row.getLong(1), after, workspaceId, workspaceId, webhookId);
    }

    static Delivery read(ResultSet row) throws SQLException {
        Long status = Sql.optionalNumber(row, "http_status");
        return new Delivery(
                row.getString("workspace_id"),
                row.getString("webhook_id"),
                row.getString("delivery_id"),
                row.getLong("number"),
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("subject_id"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                Sql.optionalTime(row, "next_attempt_at"),
                Sql.optionalTime(row, "attempted_at"),
                status == null ? null : status.intValue(),
                Sql.optionalNumber(row, "duration_millis"),
                row.getString("error"),
                Sql.time(row, "created_at"));
    }
}
