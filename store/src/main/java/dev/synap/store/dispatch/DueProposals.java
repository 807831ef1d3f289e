package dev.synap.store.dispatch;

import dev.synap.core.error.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Finds proposals that nobody decided in time. Thread-safe. */
public final class DueProposals {

    // By index proposals_waiting.
    private static final String DUE = """
            SELECT p.workspace_id, p.id
            FROM proposals p
            WHERE p.status = 'waiting' AND p.expires_at <= ?
            ORDER BY p.expires_at
            LIMIT ?
            """;

    private final DataSource dataSource;

    /** A proposal that is due. */
    public record Due(String workspaceId, String proposalId) {}

    public DueProposals(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The proposals that are due at this time, those due for longest first.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public List<Due> at(Instant now, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setInt(2, limit);
            List<Due> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Due(row.getString(1), row.getString(2)));
                }
            }
            return List.copyOf(due);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the proposals cannot be read: " + e.getMessage(), e);
        }
    }
}
