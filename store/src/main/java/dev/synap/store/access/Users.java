package dev.synap.store.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The users of this server. Thread-safe. */
public final class Users {

    private final Sql sql;

    public Users(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    /** Adds a user; empty when the id is taken. */
    public Optional<User> create(String userId, String name, boolean admin) {
        return sql.first("""
                INSERT INTO app_user (user_id, name, is_admin) VALUES (?, ?, ?)
                ON CONFLICT (user_id) DO NOTHING
                RETURNING *""", Users::read, userId, Names.check("name", name), admin);
    }

    public Optional<User> find(String userId) {
        return sql.first("SELECT * FROM app_user WHERE user_id = ?", Users::read, userId);
    }

    /** Users by id, at most {@code limit} of them, beginning after {@code after}. */
    public List<User> list(String after, int limit) {
        return sql.list("SELECT * FROM app_user WHERE user_id > ? ORDER BY user_id LIMIT ?", Users::read, after, limit);
    }

    static User read(ResultSet row) throws SQLException {
        return new User(
                row.getString("user_id"),
                row.getString("name"),
                row.getBoolean("is_admin"),
                Sql.time(row, "created_at"));
    }
}
