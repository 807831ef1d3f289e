package dev.synap.server.worker;

import dev.synap.core.access.Actor;
import dev.synap.core.write.UndoBySurvey;
import dev.synap.core.write.UndoByWish;
import dev.synap.core.write.UndoPreview;
import dev.synap.core.write.WriteFlow;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Says what requests to take something back would come to now, by the very rules that decide them. Thread-safe. */
public final class UndoPreviews {

    private final WriteFlow flow;
    private final SubjectSources from;

    public UndoPreviews(WriteFlow flow, SubjectSources from) {
        this.flow = flow;
        this.from = from;
    }

    /** What taking back what a user did would come to; empty for somebody who may not. */
    public Optional<UndoBySurvey> survey(String workspaceId, UndoByWish wish, Actor actor, Instant now) {
        UndoByWish upToNow = wish.upTo(from.log().position(workspaceId));
        return flow.survey(
                upToNow, actor, now, new StoredSubjects(workspaceId, from), new StoredPasts(workspaceId, from));
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
