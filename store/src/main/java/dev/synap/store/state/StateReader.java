package dev.synap.store.state;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.store.state.SnapshotTable.Snapshot;
import dev.synap.store.state.SnapshotTable.VersionRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * Reads a subject as it is, or was: the last snapshot that lies before the point in history, and the
 * events since. With all snapshots in place that is at most one interval of events, whatever the age of
 * the subject; without any, the answer is the same and takes longer.
 *
 * <p>Thread-safe.
 */
public final class StateReader {

    private final DataSource dataSource;
    private final Snapshots snapshots;

    public StateReader(DataSource dataSource, Snapshots snapshots) {
        this.dataSource = dataSource;
        this.snapshots = snapshots;
    }

    /**
     * The subject's state; {@link State#exists()} is false when it has no events up to there.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public State state(String workspaceId, String subjectId, AsOf asOf) {
        try (Connection connection = dataSource.getConnection()) {
            return state(connection, workspaceId, subjectId, asOf);
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "[%s/%s] cannot be read: %s".formatted(workspaceId, subjectId, e.getMessage()), e);
        }
    }

    /** The same, read over a connection that is open already. */
    public State state(Connection connection, String workspaceId, String subjectId, AsOf asOf) throws SQLException {
        Snapshot start = SnapshotTable.last(connection, workspaceId, subjectId, asOf);
        State from = start == null ? State.none(subjectId) : start.state();
        Fold fold = Fold.from(from);
        for (VersionRange stretch : stretches(connection, workspaceId, from, asOf)) {
            SubjectEvents.read(connection, workspaceId, subjectId, stretch, asOf, fold::add);
        }
        State state = fold.state();
        if (state.version() - from.version() > snapshots.interval()) {
            snapshots.request(workspaceId, subjectId);
        }
        return state;
    }

    private static List<VersionRange> stretches(Connection connection, String workspaceId, State from, AsOf asOf)
            throws SQLException {
        return asOf instanceof AsOf.Time(Instant instant)
                ? SnapshotTable.stretches(connection, workspaceId, from.subjectId(), from.version(), instant)
                : List.of(new VersionRange(from.version(), Long.MAX_VALUE));
    }
}
