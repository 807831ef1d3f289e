package dev.synap.store.log;

import dev.synap.core.event.Timestamps;
import dev.synap.store.log.AppendPlan.SubjectMove;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Moved subjects column by column, as {@code unnest} takes them. */
final class SubjectColumns {

    final List<String> workspaceIds = new ArrayList<>();
    final List<String> subjectIds = new ArrayList<>();
    final List<Long> movesFrom = new ArrayList<>();
    final List<Long> versions = new ArrayList<>();
    final List<String> types = new ArrayList<>();
    final List<String> createdAt = new ArrayList<>();

    void add(String workspaceId, String subjectId, SubjectMove subject, Instant at) {
        workspaceIds.add(workspaceId);
        subjectIds.add(subjectId);
        movesFrom.add(subject.from);
        versions.add(subject.version);
        types.add(subject.type);
        createdAt.add(Timestamps.format(at));
    }

    int size() {
        return subjectIds.size();
    }

    boolean isEmpty() {
        return subjectIds.isEmpty();
    }
}
