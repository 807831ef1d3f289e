package dev.synap.store.state;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.store.state.SnapshotTable.Snapshot;
import dev.synap.store.state.SnapshotTable.VersionRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/** Writes the snapshots of a subject that are due, going on from the last one. */
final class SnapshotWriter {

    private final DataSource dataSource;
    private final int interval;

    SnapshotWriter(DataSource dataSource, int interval) {
        this.dataSource = dataSource;
        this.interval = interval;
    }

    void write(String workspaceId, String subjectId) {
        try (Connection connection = dataSource.getConnection()) {
            Snapshot last = SnapshotTable.last(connection, workspaceId, subjectId, AsOf.latest());
            Segment segment = last == null
                    ? new Segment(State.none(subjectId), Instant.MIN)
                    : new Segment(last.state(), last.latest());
            long version = segment.fold.state().version();
            boolean full;
            do {
                VersionRange next = new VersionRange(version, version + interval);
                SubjectEvents.read(connection, workspaceId, subjectId, next, AsOf.latest(), segment::add);
                State state = segment.fold.state();
                full = state.version() == next.upTo();
                if (full) {
                    SnapshotTable.Segment span = new SnapshotTable.Segment(version, segment.earliest);
                    SnapshotTable.insert(connection, workspaceId, new Snapshot(state, segment.latest), span);
                    segment = new Segment(state, segment.latest);
                    version = state.version();
                }
            } while (full);
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "[%s/%s] no snapshot written: %s".formatted(workspaceId, subjectId, e.getMessage()), e);
        }
    }

    /** The events since the last snapshot, folded, with the span of their times. */
    private static final class Segment {
        private final Fold fold;
        private Instant earliest = Instant.MAX;
        private Instant latest;

        Segment(State start, Instant latest) {
            this.fold = Fold.from(start);
            this.latest = latest;
        }

        void add(Event event) {
            fold.add(event);
            Instant timestamp = event.timestamp();
            earliest = timestamp.isBefore(earliest) ? timestamp : earliest;
            latest = timestamp.isAfter(latest) ? timestamp : latest;
        }
    }
}
