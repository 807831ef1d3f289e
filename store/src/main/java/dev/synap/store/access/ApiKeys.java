package dev.synap.store.access;

import dev.synap.core.event.Ids;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The API keys, each kept as a hash of its secret. Thread-safe. */
public final class ApiKeys {

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

    /** The key with this hash and its user, valid or not. */
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
                "SELECT * FROM api_key WHERE user_id = ? AND key_id > ? ORDER BY key_id LIMIT ?",
                ApiKeys::read,
                userId,
                after,
                limit);
    }

    /** Ends a key for good. Revoking it again changes nothing. */
    public void revoke(String keyId) {
        sql.update("UPDATE api_key SET revoked_at = coalesce(revoked_at, now()) WHERE key_id = ?", keyId);
    }

    /** Notes that a key was used at about this time. */
    public void used(String keyId, Instant time) {
        sql.update("UPDATE api_key SET last_used_at = greatest(last_used_at, ?) WHERE key_id = ?", time, keyId);
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
