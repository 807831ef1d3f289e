package dev.synap.store.webhook;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.store.jdbc.Sql;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TableWorkException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * The webhooks of each workspace. Who changes one says so by an event, which is appended in the same transaction.
 *
 * <p>Whoever locks rows here and of what is to be sent does so in one order: webhooks, lanes, deliveries.
 *
 * <p>Thread-safe.
 */
public final class Webhooks {

    /** How many a workspace may have. */
    public static final int MAX_COUNT = 20;

    static final String COLUMNS = """
            workspace_id, webhook_id, url, types, description, key_id, enabled, disabled_reason, failing_since,
            from_position, created_at, created_by, updated_at
            """;

    // Locks the workspace against another who counts; it has a row here whatever its log holds.
    private static final String HOLD_WORKSPACE = "SELECT 1 FROM workspace WHERE workspace_id = ? FOR UPDATE";

    private static final String COUNT = "SELECT count(*) FROM webhook WHERE workspace_id = ?";

    private static final String INSERT = """
            INSERT INTO webhook
                (workspace_id, webhook_id, url, types, description, key_id, secret, from_position, created_by)
            VALUES (?, ?, ?, ?, ?, ?, ?,
                coalesce((SELECT position FROM workspace_head WHERE workspace_id = ?), 0), ?)
            ON CONFLICT DO NOTHING
            RETURNING %s
            """.formatted(COLUMNS);

    private static final String UPDATE = """
            UPDATE webhook
            SET url = coalesce(?, url),
                types = coalesce(?, types),
                description = coalesce(?, description),
                enabled = coalesce(?, enabled),
                disabled_reason = CASE WHEN ?::boolean IS NULL THEN disabled_reason END,
                failing_since = CASE WHEN ? THEN NULL ELSE failing_since END,
                updated_at = now()
            WHERE workspace_id = ? AND webhook_id = ?
            RETURNING %s
            """.formatted(COLUMNS);

    // The old secret is good for a while, so that a receiver can change over.
    private static final String ROTATE = """
            UPDATE webhook
            SET old_secret = CASE WHEN key_id = ? THEN secret END,
                old_secret_until = now() + ? * interval '1 millisecond',
                key_id = ?, secret = ?, updated_at = now()
            WHERE workspace_id = ? AND webhook_id = ?
            RETURNING %s
            """.formatted(COLUMNS);

    private static final String DISABLE =
            "UPDATE webhook SET enabled = false WHERE workspace_id = ? AND webhook_id = ?";

    // By primary key.
    private static final String EMPTY = """
            DELETE FROM webhook_delivery
            WHERE (workspace_id, webhook_id, delivery_id) IN (
                SELECT workspace_id, webhook_id, delivery_id FROM webhook_delivery
                WHERE workspace_id = ? AND webhook_id = ?
                LIMIT 5000)
            """;

    private final Sql sql;
    private final PostgresEventLog log;

    public Webhooks(DataSource dataSource, PostgresEventLog log) {
        this.sql = new Sql(dataSource);
        this.log = log;
    }

    /** What came of an attempt to make a webhook. */
    public sealed interface Made {

        record Done(Webhook webhook) implements Made {}

        /** The workspace has as many as it may have. */
        record TooMany() implements Made {}

        record IdTaken() implements Made {}
    }

    /** Makes a webhook that gets what happens from now on. */
    public Made create(
            String workspaceId,
            String webhookId,
            String url,
            List<String> types,
            String description,
            SealedSecret secret,
            String userId,
            NewEvent said) {
        return saying(workspaceId, said, Made.Done.class::isInstance, connection -> {
            Sql.list(connection, HOLD_WORKSPACE, row -> 1, workspaceId);
            long count = Sql.list(connection, COUNT, row -> row.getLong(1), workspaceId)
                    .getFirst();
            if (count >= MAX_COUNT) {
                return new Made.TooMany();
            }
            List<Webhook> made = Sql.list(
                    connection,
                    INSERT,
                    Webhooks::read,
                    workspaceId,
                    webhookId,
                    url,
                    types.toArray(String[]::new),
                    description,
                    secret.keyId(),
                    secret.bytes(),
                    workspaceId,
                    userId);
            return made.isEmpty() ? new Made.IdTaken() : new Made.Done(made.getFirst());
        });
    }

    /** All of a workspace, the oldest first. */
    public List<Webhook> all(String workspaceId) {
        return sql.list(
                "SELECT %s FROM webhook WHERE workspace_id = ? ORDER BY created_at, webhook_id".formatted(COLUMNS),
                Webhooks::read,
                workspaceId);
    }

    public Optional<Webhook> find(String workspaceId, String webhookId) {
        return sql.first(
                "SELECT %s FROM webhook WHERE workspace_id = ? AND webhook_id = ?".formatted(COLUMNS),
                Webhooks::read,
                workspaceId,
                webhookId);
    }

    /**
     * Changes a webhook. What waits is kept while it is disabled, and sent at once when it is enabled; what happens
     * meanwhile is not taken down for it.
     */
    public Optional<Webhook> change(String workspaceId, String webhookId, WebhookChange change, NewEvent said) {
        boolean fresh = Boolean.TRUE.equals(change.enabled());
        Optional<Webhook> changed = saying(workspaceId, said, Optional::isPresent, connection -> {
            List<String> types = change.types();
            List<Webhook> now = Sql.list(
                    connection,
                    UPDATE,
                    Webhooks::read,
                    change.url(),
                    types == null ? null : types.toArray(String[]::new),
                    change.description(),
                    change.enabled(),
                    change.enabled(),
                    fresh,
                    workspaceId,
                    webhookId);
            return now.stream().findFirst();
        });
        if (change.enabled() != null && changed.isPresent()) {
            // There may be many, and appends wait for what is done beside one. Lanes of a disabled webhook are not
            // taken.
            sql.together(connection -> {
                setLanes(connection, workspaceId, webhookId, fresh);
                return changed;
            });
        }
        return changed;
    }

    /** Gives it another secret; the one so far goes on signing beside it for a while. */
    public Optional<Webhook> rotate(
            String workspaceId, String webhookId, SealedSecret secret, Duration overlap, NewEvent said) {
        return saying(
                workspaceId,
                said,
                Optional::isPresent,
                connection -> Sql.list(
                                connection,
                                ROTATE,
                                Webhooks::read,
                                secret.keyId(),
                                overlap.toMillis(),
                                secret.keyId(),
                                secret.bytes(),
                                workspaceId,
                                webhookId)
                        .stream()
                        .findFirst());
    }

    /** Removes it with all that waits for it and was told of it; false when there is none. */
    public boolean delete(String workspaceId, String webhookId, NewEvent said) {
        // There may be many, and appends wait for what is done beside one.
        if (sql.update(DISABLE, workspaceId, webhookId) == 1) {
            int removed;
            do {
                removed = sql.update(EMPTY, workspaceId, webhookId);
            } while (removed > 0);
        }
        return saying(
                workspaceId,
                said,
                done -> done,
                connection -> Sql.update(
                                connection,
                                "DELETE FROM webhook WHERE workspace_id = ? AND webhook_id = ?",
                                workspaceId,
                                webhookId)
                        == 1);
    }

    /** Does something and appends the event that says so; where it is not done, nothing is said. */
    private <T> T saying(String workspaceId, NewEvent said, Predicate<T> isDone, Sql.Work<T> work) {
        AtomicReference<T> came = new AtomicReference<>();
        try {
            log.append(AppendRequest.of(workspaceId, List.of(said)), connection -> {
                        T result = work.run(connection);
                        came.set(result);
                        if (!isDone.test(result)) {
                            throw new NotDoneException();
                        }
                    })
                    .orThrow();
        } catch (TableWorkException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw new StoreUnavailableException("the webhook was not changed: " + cause.getMessage(), cause);
            }
            if (!(e.getCause() instanceof NotDoneException)) {
                throw e;
            }
        }
        return Objects.requireNonNull(came.get());
    }

    /** Has lanes wait out of the way of those that are due, or makes them due; what is being sent comes to its end. */
    static void setLanes(Connection connection, String workspaceId, String webhookId, boolean enabled)
            throws SQLException {
        Sql.update(connection, """
                UPDATE webhook_lane SET next_attempt_at = CASE WHEN ? THEN clock_timestamp() ELSE 'infinity' END
                WHERE workspace_id = ? AND webhook_id = ? AND NOT held""", enabled, workspaceId, webhookId);
    }

    static Webhook read(ResultSet row) throws SQLException {
        Instant createdAt = Sql.time(row, "created_at");
        return new Webhook(
                row.getString("workspace_id"),
                row.getString("webhook_id"),
                row.getString("url"),
                Arrays.asList((String[]) row.getArray("types").getArray()),
                row.getString("description"),
                row.getString("key_id"),
                row.getBoolean("enabled"),
                row.getString("disabled_reason"),
                Sql.optionalTime(row, "failing_since"),
                row.getLong("from_position"),
                createdAt,
                row.getString("created_by"),
                Sql.time(row, "updated_at"));
    }

    /** Ends the transaction in which nothing came about. */
    private static final class NotDoneException extends RuntimeException {}
}
