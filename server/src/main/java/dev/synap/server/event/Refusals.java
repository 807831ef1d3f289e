package dev.synap.server.event;

import dev.synap.core.log.AppendResult.DuplicateId;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;

/** What the log refused, as callers see it. */
public final class Refusals {

    private Refusals() {}

    public static Problem conflict(String workspaceId, VersionConflict conflict) {
        return Problem.of(
                        ProblemType.VERSION_CONFLICT,
                        "[%s/%s] version %d expected, %d found; read the subject again and decide anew"
                                .formatted(
                                        workspaceId,
                                        conflict.subjectId(),
                                        conflict.expectedVersion(),
                                        conflict.currentVersion()))
                .with("subjectId", conflict.subjectId())
                .with("expectedVersion", conflict.expectedVersion())
                .with("currentVersion", conflict.currentVersion());
    }

    public static Problem duplicate(String workspaceId, DuplicateId duplicate) {
        return Problem.of(
                        ProblemType.DUPLICATE_EVENT_ID,
                        "[%s/%s] is the id of another event, at position %d; choose another id"
                                .formatted(workspaceId, duplicate.eventId(), duplicate.position()))
                .with("eventId", duplicate.eventId())
                .with("position", duplicate.position());
    }
}
