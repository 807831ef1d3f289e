package dev.synap.store.rebuild;

import dev.synap.store.Database;
import dev.synap.store.projection.Projections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tables that hold nothing but what follows from the log, and are not there any more. Those that subscribers need to
 * go on are made again at once; those that are filled come with the rebuild.
 */
final class LostTables {

    static final String CHECKPOINT = "checkpoint";

    private static final List<String> OF_THE_FEED = List.of("node", "lease", "parked", CHECKPOINT);

    // Rows show more than the checkpoint says: where it was lost, or has been far behind.
    private static final String PROJECTED = """
            INSERT INTO checkpoint AS c (workspace_id, subscriber, position)
            SELECT workspace_id, ?, position FROM rebuild_workspace
            ON CONFLICT (workspace_id, subscriber) DO UPDATE SET position = excluded.position
            WHERE c.position < (SELECT w.began_at FROM rebuild_workspace w WHERE w.workspace_id = c.workspace_id)
            """;

    private LostTables() {}

    /** The names of those that are missing. */
    static List<String> missing(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (String table : Stream.concat(OF_THE_FEED.stream(), ShadowSchema.tables().stream())
                .toList()) {
            if (!ShadowSchema.exists(connection, table)) {
                missing.add(table);
            }
        }
        return List.copyOf(missing);
    }

    /** Makes those that the feed needs, as part of the owner's transaction. */
    static void make(Database database, Connection owner, String schema, List<String> deciders) throws SQLException {
        List<String> missing =
                missing(owner).stream().filter(OF_THE_FEED::contains).toList();
        TableDefinitions definitions = TableDefinitions.applied(owner);
        try (Statement statement = owner.createStatement()) {
            for (String table : missing) {
                for (String sql : definitions.table(table)) {
                    statement.execute(sql);
                }
                for (String sql : definitions.indexes(table)) {
                    statement.execute(sql);
                }
            }
        }
        database.openToRuntimeRole(owner, schema, missing);
        if (missing.contains(CHECKPOINT)) {
            for (String decider : deciders) {
                DeciderCheckpoints.write(owner, decider, null);
            }
        }
    }

    /** Moves the projections' checkpoints to what the new rows show, as part of the transaction that swaps. */
    static void moveCheckpoints(Connection owner) throws SQLException {
        update(owner, PROJECTED, Projections.NAME);
    }

    private static void update(Connection owner, String sql, String subscriber) throws SQLException {
        try (PreparedStatement insert = owner.prepareStatement(sql)) {
            insert.setString(1, subscriber);
            insert.executeUpdate();
        }
    }
}
