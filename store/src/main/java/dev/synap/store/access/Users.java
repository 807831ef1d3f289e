package dev.synap.store.access;

import dev.synap.core.access.ActorKind;
import dev.synap.core.error.InvalidInputException;
import dev.synap.store.jdbc.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The users of this server. Thread-safe. */
public final class Users {

    private final Sql sql;

    public Users(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    /**
     * Adds a person; empty when the id is taken.
     *
     * @throws InvalidInputException when the id is no id, or Synap's own
     */
    public Optional<User> create(String userId, String name, boolean admin) {
        return sql.first("""
                INSERT INTO app_user (user_id, name, is_admin) VALUES (?, ?, ?)
                ON CONFLICT (user_id) DO NOTHING
                RETURNING *""", Users::read, User.checkId(userId), Names.check("name", name), admin);
    }

    /**
     * Adds an agent; empty when the id is taken.
     *
     * @param madeBy the person who makes it, and may make its keys
     * @throws InvalidInputException when the id is no id, or Synap's own
     */
    public Optional<User> createAgent(String userId, String name, String madeBy) {
        return sql.first("""
                INSERT INTO app_user (user_id, name, is_admin, kind, made_by) VALUES (?, ?, false, 'agent', ?)
                ON CONFLICT (user_id) DO NOTHING
                RETURNING *""", Users::read, User.checkId(userId), Names.check("name", name), madeBy);
    }

    /** The agents that a person made, by id, at most {@code limit} of them, beginning after {@code after}. */
    public List<User> agentsOf(String madeBy, String after, int limit) {
        // index: app_user_by_maker
        return sql.list(
                "SELECT * FROM app_user WHERE made_by = ? AND user_id > ? ORDER BY user_id LIMIT ?",
                Users::read,
                madeBy,
                after,
                limit);
    }

    public Optional<User> find(String userId) {
        return sql.first("SELECT * FROM app_user WHERE user_id = ?", Users::read, userId);
    }

    /** Gives a user who must exist another name. */
    public User rename(String userId, String name) {
        return sql.first(
                        "UPDATE app_user SET name = ? WHERE user_id = ? RETURNING *",
                        Users::read,
                        Names.check("name", name),
                        userId)
                .orElseThrow();
    }

    /** The names of those of these users that there are, by id. */
    public Map<String, String> names(Collection<String> userIds) {
        // by primary key
        Map<String, String> names = new HashMap<>();
        sql.list("SELECT * FROM app_user WHERE user_id = ANY (?)", Users::read, (Object) userIds.toArray(String[]::new))
                .forEach(user -> names.put(user.userId(), user.name()));
        return names;
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
                kind(row.getString("kind")),
                row.getString("made_by"),
                Sql.time(row, "created_at"));
    }

    static ActorKind kind(String text) {
        return text.equals("agent") ? ActorKind.AGENT : ActorKind.PERSON;
    }
}
