package dev.synap.store.log;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lane remembers of the heads of its workspaces and their subjects, to plan batches without
 * asking the database. It is a belief: the write that acts on it compares the workspace's position, and
 * as every append moves that position, a position that still holds vouches for all that is remembered of
 * the workspace.
 *
 * <p>Not thread-safe; bounded, the least recently used workspace goes first.
 */
final class Heads {

    private static final int MAX_WORKSPACES = 10_000;
    private static final int MAX_SUBJECTS = 200_000;

    private final LinkedHashMap<String, WorkspaceHead> workspaces = new LinkedHashMap<>(64, 0.75f, true);
    private int subjects;

    @Nullable
    WorkspaceHead get(String workspaceId) {
        return workspaces.get(workspaceId);
    }

    void put(String workspaceId, WorkspaceHead head) {
        forget(workspaceId);
        workspaces.put(workspaceId, head);
        subjects += head.subjects.size();
    }

    void forget(String workspaceId) {
        WorkspaceHead removed = workspaces.remove(workspaceId);
        if (removed != null) {
            subjects -= removed.subjects.size();
        }
    }

    void forgetAll() {
        workspaces.clear();
        subjects = 0;
    }

    /** Takes over what a written batch has made true. */
    void advance(String workspaceId, Instant recordedAt, long position, String hash, Map<String, SubjectHead> moved) {
        WorkspaceHead head = workspaces.get(workspaceId);
        if (head == null) {
            head = new WorkspaceHead(position, hash, recordedAt);
            workspaces.put(workspaceId, head);
        }
        int before = head.subjects.size();
        head.position = position;
        head.hash = hash;
        head.recordedAt = recordedAt;
        head.subjects.putAll(moved);
        subjects += head.subjects.size() - before;
        trim();
    }

    /** Adds subjects that were read while the workspace's position was the remembered one. */
    void learn(String workspaceId, Map<String, SubjectHead> read) {
        WorkspaceHead head = workspaces.get(workspaceId);
        if (head != null) {
            int before = head.subjects.size();
            head.subjects.putAll(read);
            subjects += head.subjects.size() - before;
        }
    }

    private void trim() {
        var oldest = workspaces.entrySet().iterator();
        while (oldest.hasNext() && (workspaces.size() > MAX_WORKSPACES || subjects > MAX_SUBJECTS)) {
            WorkspaceHead head = oldest.next().getValue();
            subjects -= head.subjects.size();
            if (workspaces.size() == 1) {
                head.subjects.clear();
                return;
            }
            oldest.remove();
        }
    }

    /** Where a workspace's log ends, and the subjects known of it. */
    static final class WorkspaceHead {
        long position;
        String hash;
        Instant recordedAt;
        final Map<String, SubjectHead> subjects = new HashMap<>();

        WorkspaceHead(long position, String hash, Instant recordedAt) {
            this.position = position;
            this.hash = hash;
            this.recordedAt = recordedAt;
        }
    }

    /**
     * Where a subject stands.
     *
     * @param version 0 when it has no events yet
     * @param type empty when it has no events yet, or is not known
     */
    record SubjectHead(long version, String type) {
        static final SubjectHead NONE = new SubjectHead(0, "");
    }
}
