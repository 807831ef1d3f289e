package dev.synap.store.access;

import dev.synap.core.event.Ids;
import dev.synap.store.jdbc.Sql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The API keys and the sessions of browsers, each kept as a hash of its secret. Thread-safe. */
public final class ApiKeys {

    /** How long a session lasts at most, however much it is used. */
    public static final Duration SESSION_LIFE = Duration.ofDays(30);

    /** How long a session lasts without being used. */
    public static final Duration SESSION_REST = Duration.ofDays(7);

    private static final Set<Scope> OF_SESSIONS = Set.of(Scope.READ, Scope.WRITE, Scope.ADMIN);

    private final Sql sql;
    private final Ids ids;

    public ApiKeys(DataSource dataSource, Ids ids) {
        this.sql = new Sql(dataSource);
        this.ids = ids;
    }

    /** Adds a key for a user who must exist. */
    public ApiKey create(NewKey key, KeySecret secret) {
        return sql.first(
                        """
                INSERT INTO api_key (key_id, user_id, prefix, hash, name, scopes, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                RETURNING *""",
                        ApiKeys::read,
                        ids.next("key"),
                        key.userId(),
                        secret.prefix(),
                        secret.hash(),
                        key.name(),
                        texts(key.scopes()),
                        key.expiresAt())
                .orElseThrow();
    }

    /**
     * Makes a key valid that the operator of the server set, whatever became of it before: for this user,
     * with every scope, without an end.
     */
    public void ensure(NewKey key, KeySecret secret) {
        sql.update("""
                INSERT INTO api_key (key_id, user_id, prefix, hash, name, scopes) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (hash) DO UPDATE
                SET user_id = excluded.user_id, scopes = excluded.scopes, expires_at = NULL, revoked_at = NULL""", ids.next("key"), key.userId(), secret.prefix(), secret.hash(), key.name(), texts(key.scopes()));
    }

    /** Begins a session of a user who must exist, and forgets those of theirs that have ended. */
    public ApiKey openSession(String userId, KeySecret secret, Instant now) {
        // index: api_key_by_user
        sql.update(
                "DELETE FROM api_key WHERE user_id = ? AND is_session AND (revoked_at IS NOT NULL OR expires_at < ?)",
                userId,
                now);
        return sql.first(
                        """
                INSERT INTO api_key (key_id, is_session, user_id, prefix, hash, name, scopes, created_at, expires_at)
                VALUES (?, true, ?, ?, ?, 'session', ?, ?, ?)
                RETURNING *""",
                        ApiKeys::read,
                        ids.next("session"),
                        userId,
                        secret.prefix(),
                        secret.hash(),
                        texts(OF_SESSIONS),
                        now,
                        now.plus(SESSION_REST))
                .orElseThrow();
    }

    /** Ends all sessions of a user but the one with the id {@code except}, and says which. */
    public List<String> endSessions(String userId, String except) {
        // index: api_key_by_user
        return sql.list("""
                UPDATE api_key SET revoked_at = now()
                WHERE user_id = ? AND is_session AND revoked_at IS NULL AND key_id <> ?
                RETURNING key_id""", row -> row.getString("key_id"), userId, except);
    }

    /** The key or session with this hash and its user, valid or not. */
    public Optional<Credential> find(byte[] hash) {
        return sql.first("""
                SELECT k.*, u.name AS user_name, u.is_admin, u.kind, u.made_by, u.created_at AS user_created_at
                FROM api_key k JOIN app_user u ON u.user_id = k.user_id
                WHERE k.hash = ?""", ApiKeys::readCredential, (Object) hash);
    }

    public Optional<ApiKey> find(String keyId) {
        return sql.first("SELECT * FROM api_key WHERE key_id = ?", ApiKeys::read, keyId);
    }

    /** A user's keys, oldest first, at most {@code limit} of them, beginning after the key {@code after}. */
    public List<ApiKey> ofUser(String userId, String after, int limit) {
        // index: api_key_by_user; ids sort by the time they were made
        return sql.list(
                "SELECT * FROM api_key WHERE user_id = ? AND key_id > ? AND NOT is_session ORDER BY key_id LIMIT ?",
                ApiKeys::read,
                userId,
                after,
                limit);
    }

    /** Ends a key for good. Revoking it again changes nothing. */
    public void revoke(String keyId) {
        sql.update("UPDATE api_key SET revoked_at = coalesce(revoked_at, now()) WHERE key_id = ?", keyId);
    }

    /** Notes that a key was used at about this time, from which on a session's rest begins anew. */
    public void used(String keyId, Instant time) {
        sql.update("""
                UPDATE api_key
                SET last_used_at = greatest(last_used_at, ?),
                    expires_at = CASE WHEN is_session
                        THEN least(created_at + ? * interval '1 second', greatest(expires_at, ?))
                        ELSE expires_at END
                WHERE key_id = ?""", time, SESSION_LIFE.toSeconds(), time.plus(SESSION_REST), keyId);
    }

    private static Credential readCredential(ResultSet row) throws SQLException {
        return new Credential(
                read(row),
                new User(
                        row.getString("user_id"),
                        row.getString("user_name"),
                        row.getBoolean("is_admin"),
                        Users.kind(row.getString("kind")),
                        row.getString("made_by"),
                        Sql.time(row, "user_created_at")));
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("key_id"),
                row.getBoolean("is_session"),
                row.getString("user_id"),
                row.getString("prefix"),
                row.getString("name"),
                scopes(row.getArray("scopes")),
                Sql.time(row, "created_at"),
                Sql.optionalTime(row, "expires_at"),
                Sql.optionalTime(row, "revoked_at"),
                Sql.optionalTime(row, "last_used_at"));
    }

    private static String[] texts(Set<Scope> scopes) {
        return scopes.stream().map(Scope::text).sorted().toArray(String[]::new);
    }

    private static Set<Scope> scopes(Array texts) throws SQLException {
        // A scope that a newer version granted means nothing to this one.
        return Arrays.stream((String[]) texts.getArray())
                .flatMap(text -> Scope.named(text).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
