package dev.synap.store.access;

import dev.synap.store.jdbc.Sql;
import java.util.Optional;
import javax.sql.DataSource;

/** The hashes of the passwords that people sign in with. Thread-safe. */
public final class Passwords {

    private final Sql sql;

    public Passwords(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    /** Whether anybody has a password yet. */
    public boolean any() {
        return sql.first("SELECT 1 FROM password LIMIT 1", _ -> true).isPresent();
    }

    /** The hash of a user's password; empty when they have none, or are nobody. */
    public Optional<String> hashOf(String userId) {
        // by primary key
        return sql.first("SELECT hash FROM password WHERE user_id = ?", row -> row.getString("hash"), userId);
    }

    /** Sets the password of a user who must exist. */
    public void set(String userId, String hash) {
        sql.update("""
                INSERT INTO password (user_id, hash) VALUES (?, ?)
                ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, changed_at = now()""", userId, hash);
    }
}
