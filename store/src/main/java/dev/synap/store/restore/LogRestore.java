package dev.synap.store.restore;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import dev.synap.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Puts exported events back into the log, with the positions, versions, ids, times and hashes that they had. All of
 * an export is restored or nothing of it, in one transaction: so nobody ever works on half a log, and a process that
 * dies leaves nothing. What is there already is compared and left as it is; so restoring twice changes nothing.
 *
 * <p>Requests in the log that were answered are not answered again. It does not matter whether the workspaces exist;
 * their logs must not hold anything else. Memory holds a few events, however many there are.
 *
 * <p>Thread-safe.
 */
public final class LogRestore {

    private final Database database;
    private final Clock clock;
    private final List<String> deciders;

    /**
     * @param deciders the subscribers that answer requests
     */
    public LogRestore(Database database, Clock clock, List<String> deciders) {
        this.database = database;
        this.clock = clock;
        this.deciders = List.copyOf(deciders);
    }

    /**
     * Restores.
     *
     * @param events those of one workspace after the other, each workspace's by position without a gap, beginning at
     *     1 or behind an event that the log holds
     * @param ownerId a user, who becomes the owner of workspaces that do not exist
     * @throws RestoreRefusedException when an event was changed, or the log holds another one in its place
     * @throws InvalidInputException when the events do not come in order
     * @throws StoreUnavailableException when the database does not answer
     */
    public List<Restored> restore(Iterator<Event> events, String ownerId) {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Restored> restored = restore(connection, events, ownerId);
                connection.commit();
                return restored;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("the log cannot be restored: " + e.getMessage(), e);
        }
    }

    private List<Restored> restore(Connection connection, Iterator<Event> events, String ownerId) throws SQLException {
        List<Restored> restored = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        WorkspaceRestore current = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (current == null || !current.workspaceId().equals(event.workspaceId())) {
                if (current != null) {
                    restored.add(current.finish(deciders));
                }
                if (!seen.add(event.workspaceId())) {
                    throw new InvalidInputException(
                            "events", "of " + event.workspaceId() + " stand in two places; sort the export");
                }
                current = WorkspaceRestore.begin(database, connection, clock, event, ownerId);
            }
            current.add(event);
        }
        if (current != null) {
            restored.add(current.finish(deciders));
        }
        return List.copyOf(restored);
    }
}
