package dev.synap.store.projection;

import dev.synap.core.error.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What became of the proposals of a workspace, counted by who made them and what they wanted. Thread-safe. */
public final class ProposalCounts {

    // By the workspace's part of the primary key: each proposal is read once, and there are as many as people decide.
    private static final String SELECT = """
            SELECT proposed_by, action,
                count(*) FILTER (WHERE status = 'waiting') AS waiting,
                count(*) FILTER (WHERE status = 'accepted') AS accepted,
                count(*) FILTER (WHERE status = 'modified') AS modified,
                count(*) FILTER (WHERE status = 'rejected') AS rejected,
                count(*) FILTER (WHERE status IN ('withdrawn', 'expired')) AS undecided
            FROM proposals
            WHERE workspace_id = ? AND proposed_by IS NOT NULL AND action IS NOT NULL
            GROUP BY proposed_by, action
            ORDER BY proposed_by, action
            LIMIT 1000""";

    private final DataSource dataSource;

    public ProposalCounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The proposals of one proposer that want the same.
     *
     * @param waiting not decided yet
     * @param accepted as they were proposed
     * @param modified accepted with changes
     * @param undecided withdrawn, or expired
     */
    public record Count(
            String proposedBy,
            String action,
            long waiting,
            long accepted,
            long modified,
            long rejected,
            long undecided) {}

    /**
     * By proposer and action, the first 1,000.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public List<Count> of(String workspaceId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setString(1, workspaceId);
            try (ResultSet rows = statement.executeQuery()) {
                List<Count> counts = new ArrayList<>();
                while (rows.next()) {
                    counts.add(new Count(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getLong(5),
                            rows.getLong(6),
                            rows.getLong(7)));
                }
                return List.copyOf(counts);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "[%s] proposals cannot be counted: %s".formatted(workspaceId, e.getMessage()), e);
        }
    }
}
