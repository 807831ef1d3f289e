package dev.synap.server.worker;

import dev.synap.core.access.Actor;
import dev.synap.core.write.UndoPreview;
import dev.synap.core.write.WriteFlow;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Says what requests to take something back would come to now, by the very rules that decide them. Thread-safe. */
public final class UndoPreviews {

    private final WriteFlow flow;
    private final SubjectSources from;

    public UndoPreviews(WriteFlow flow, SubjectSources from) {
        this.flow = flow;
        this.from = from;
    }

    /**
     * What would become of it; nothing is written.
     *
     * @param verb the wish, as {@code undo_to}
     * @param data as the request would hold it
     */
    public UndoPreview preview(
            String workspaceId, String verb, String subjectId, Actor actor, ObjectNode data, Instant now) {
        return flow.preview(
                verb,
                subjectId,
                actor,
                data,
                now,
                new StoredSubjects(workspaceId, from),
                new StoredPasts(workspaceId, from));
    }
}
