package dev.synap.store.access;

import dev.synap.store.jdbc.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The workspaces and who owns them. Thread-safe. */
public final class Workspaces {

    private final Sql sql;

    public Workspaces(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    /** Adds a workspace; empty when the id is taken. */
    public Optional<Workspace> create(String workspaceId, String name, String ownerId) {
        return sql.first("""
                INSERT INTO workspace (workspace_id, name, owner_id) VALUES (?, ?, ?)
                ON CONFLICT (workspace_id) DO NOTHING
                RETURNING *""", Workspaces::read, workspaceId, Names.check("name", name), ownerId);
    }

    public Optional<Workspace> find(String workspaceId) {
        return sql.first("SELECT * FROM workspace WHERE workspace_id = ?", Workspaces::read, workspaceId);
    }

    /** A user's workspaces by id, at most {@code limit} of them, beginning after {@code after}. */
    public List<Workspace> ownedBy(String userId, String after, int limit) {
        // index: workspace_by_owner
        return sql.list(
                "SELECT * FROM workspace WHERE owner_id = ? AND workspace_id > ? ORDER BY workspace_id LIMIT ?",
                Workspaces::read,
                userId,
                after,
                limit);
    }

    /** The workspaces with these ids, by id; ids of none are left out. */
    public List<Workspace> all(List<String> workspaceIds) {
        return sql.list(
                "SELECT * FROM workspace WHERE workspace_id = ANY (?) ORDER BY workspace_id", Workspaces::read, (Object)
                        workspaceIds.toArray(String[]::new));
    }

    private static Workspace read(ResultSet row) throws SQLException {
        return new Workspace(
                row.getString("workspace_id"),
                row.getString("name"),
                row.getString("owner_id"),
                Sql.time(row, "created_at"));
    }
}
