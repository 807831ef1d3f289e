package dev.synap.store.projection;

import dev.synap.core.access.Role;
import dev.synap.core.access.ShareLevel;
import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.write.DerivedIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: members and shares as the projections show them. A row counts only under
 * the id that is derived from whom it is about, so that there can be no second one.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the database does not answer. Thread-safe.
 */
public final class Memberships {

    // By the primary keys.
    private static final String ROLE = """
            SELECT CASE WHEN w.owner_id = ? THEN 'owner' WHEN m.role <> 'owner' THEN m.role END
            FROM workspace w
            LEFT JOIN members m ON m.workspace_id = w.workspace_id AND m.id = ? AND m.user_id = ?
                AND m.deleted_at IS NULL
            WHERE w.workspace_id = ?
            """;

    // By index shares_by_user.
    private static final String SHARES = """
            SELECT s.id, s.subject_id, s.level
            FROM shares s
            WHERE s.user_id = ? AND s.workspace_id = ? AND s.deleted_at IS NULL
            """;

    // By indexes workspace_by_owner, members_by_user and shares_by_user.
    private static final String WORKSPACES = """
            SELECT workspace_id FROM workspace WHERE owner_id = ? AND workspace_id > ?
            UNION
            SELECT workspace_id FROM members WHERE user_id = ? AND workspace_id > ? AND deleted_at IS NULL
                AND id = ? AND role IN ('admin', 'editor', 'commenter', 'viewer')
            UNION
            SELECT workspace_id FROM shares WHERE user_id = ? AND workspace_id > ? AND deleted_at IS NULL
                AND level IN ('view', 'comment', 'edit')
            ORDER BY workspace_id
            LIMIT %d
            """;

    private final DataSource dataSource;

    public Memberships(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A user's role; the owner's comes from the workspace itself, whatever members say. Empty for who is no member. */
    public Optional<Role> role(String workspaceId, String userId) {
        List<Optional<Role>> roles =
                query(ROLE, row -> role(row.getString(1)), userId, DerivedIds.member(userId), userId, workspaceId);
        return roles.isEmpty() ? Optional.empty() : roles.getFirst();
    }

    /** What is shared with a user in a workspace, by the subject's id. */
    public Map<String, ShareLevel> shares(String workspaceId, String userId) {
        Map<String, ShareLevel> shares = new TreeMap<>();
        query(SHARES, row -> new Share(row.getString(1), row.getString(2), row.getString(3)), userId, workspaceId)
                .stream()
                .filter(share -> share.id().equals(shareId(share.subjectId(), userId)))
                .forEach(share -> ShareLevel.named(String.valueOf(share.level()))
                        .ifPresent(level -> shares.put(String.valueOf(share.subjectId()), level)));
        return shares;
    }

    /**
     * The workspaces that a user owns, is a member of, or is a guest in, by id.
     *
     * @param after a workspace's id, or empty text for the beginning
     * @param limit how many at most
     */
    public List<String> workspacesOf(String userId, String after, int limit) {
        return query(
                WORKSPACES.formatted(limit),
                row -> row.getString(1),
                userId,
                after,
                userId,
                after,
                DerivedIds.member(userId),
                userId,
                after);
    }

    private static Optional<Role> role(@Nullable String text) {
        return text == null ? Optional.empty() : Role.named(text);
    }

    private static String shareId(@Nullable String subjectId, String userId) {
        return DerivedIds.share(String.valueOf(subjectId), userId);
    }

    private <T> List<T> query(String sql, Reader<T> reader, String... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return List.copyOf(found);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the memberships cannot be read: " + e.getMessage(), e);
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private record Share(
            String id, @Nullable String subjectId, @Nullable String level) {}
}
