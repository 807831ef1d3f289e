package dev.synap.bench.log;

import dev.synap.bench.sample.Subjects;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The subjects of one writer of batches: in each workspace a group, which every batch there moves on alike. */
final class BatchSubjects {

    static final int EVENTS_PER_SUBJECT = 10;

    private final String[][] ids;
    private final long[] versions;
    private final SplittableRandom random;
    private int workspace;

    private BatchSubjects(int writer, int batch, int workspaces) {
        ids = new String[workspaces][batch / EVENTS_PER_SUBJECT];
        for (int i = 0; i < workspaces; i++) {
            for (int j = 0; j < ids[i].length; j++) {
                ids[i][j] = "note_b%d_%d_%d_%d".formatted(batch, writer, i, j);
            }
        }
        versions = new long[workspaces];
        random = new SplittableRandom(writer);
    }

    static List<BatchSubjects> forWriters(int writers, int batch, int workspaces) {
        // The number of writers is part of the ids, so that no measure goes on with another one's subjects.
        return IntStream.range(0, writers)
                .mapToObj(writer -> new BatchSubjects(writers * 100 + writer, batch, workspaces))
                .toList();
    }

    /** Goes on to another workspace, at random. */
    void next() {
        workspace = random.nextInt(ids.length);
    }

    String workspaceId() {
        return Subjects.workspace(workspace);
    }

    /** The subjects of the current workspace. */
    String[] ids() {
        return ids[workspace];
    }

    /** The version of each of them. */
    long version() {
        return versions[workspace];
    }

    /** A batch has been stored. */
    void grown() {
        versions[workspace] += EVENTS_PER_SUBJECT;
    }

    String[][] allIds() {
        return ids;
    }

    SplittableRandom random() {
        return random;
    }
}
