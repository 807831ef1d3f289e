package dev.synap.bench.sample;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The subjects that one writer has to itself, spread over the workspaces, and the version that each has
 * come to.
 */
public final class Subjects {

    /** As many as a busy small installation has; appends choose one of them at random. */
    public static final int WORKSPACES = 32;

    private static final int PER_WRITER = 64;

    private final String[] workspaceIds;
    private final String[] ids;
    private final long[] versions;
    private final SplittableRandom random;
    private int current;

    private Subjects(String[] workspaceIds, String[] ids, long[] versions, long seed) {
        this.workspaceIds = workspaceIds;
        this.ids = ids;
        this.versions = versions;
        this.random = new SplittableRandom(seed);
    }

    /** Subjects that have no events yet. */
    public static Subjects fresh(String prefix, int writer, int workspaces) {
        String[] workspaceIds = new String[PER_WRITER];
        String[] ids = new String[PER_WRITER];
        for (int i = 0; i < PER_WRITER; i++) {
            workspaceIds[i] = workspace(i % workspaces);
            ids[i] = "note_%s_%d_%d".formatted(prefix, writer, i);
        }
        return new Subjects(workspaceIds, ids, new long[PER_WRITER], writer);
    }

    /** Subjects that are stored already, all at the same version. */
    public static Subjects stored(String[] workspaceIds, String[] ids, long version, long seed) {
        long[] versions = new long[ids.length];
        Arrays.fill(versions, version);
        return new Subjects(workspaceIds, ids, versions, seed);
    }

    public static String workspace(int number) {
        return "bench_" + number;
    }

    /** Goes on to another subject, at random. */
    public void next() {
        current = random.nextInt(ids.length);
    }

    public String workspaceId() {
        return workspaceIds[current];
    }

    public String id() {
        return ids[current];
    }

    public long version() {
        return versions[current];
    }

    /** An event of the current subject has been stored. */
    public void grown() {
        versions[current]++;
    }

    public SplittableRandom random() {
        return random;
    }
}
