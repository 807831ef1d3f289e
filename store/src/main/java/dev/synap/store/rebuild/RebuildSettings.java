package dev.synap.store.rebuild;

import dev.synap.store.state.Snapshots;
import java.time.Duration;
import java.util.List;

/**
 * How rebuilds go about their work.
 *
 * @param workers how many chunks are filled at once, at most
 * @param chunkEvents about how many events are taken in with one commit
 * @param lease how long a rebuild waits for a node that is no longer heard of
 * @param snapshotInterval how many events of a subject lie between two snapshots
 * @param deciders the subscribers that append: where their checkpoints are lost, what they have answered must not be
 *     asked again
 */
public record RebuildSettings(
        int workers, int chunkEvents, Duration lease, int snapshotInterval, List<String> deciders) {

    public RebuildSettings {
        if (workers < 1 || chunkEvents < 1) {
            throw new IllegalArgumentException("a rebuild needs one worker and one event at least");
        }
        deciders = List.copyOf(deciders);
    }

    /** What serves well: a worker for each processor, of which most rest while others write. */
    public static RebuildSettings defaults(List<String> deciders) {
        int workers = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
        return new RebuildSettings(workers, 50_000, Duration.ofSeconds(5), Snapshots.DEFAULT_INTERVAL, deciders);
    }

    public RebuildSettings withChunkEvents(int value) {
        return new RebuildSettings(workers, value, lease, snapshotInterval, deciders);
    }

    public RebuildSettings withWorkers(int value) {
        return new RebuildSettings(value, chunkEvents, lease, snapshotInterval, deciders);
    }

    public RebuildSettings withLease(Duration value) {
        return new RebuildSettings(workers, chunkEvents, value, snapshotInterval, deciders);
    }

    public RebuildSettings withSnapshotInterval(int value) {
        return new RebuildSettings(workers, chunkEvents, lease, value, deciders);
    }
}
