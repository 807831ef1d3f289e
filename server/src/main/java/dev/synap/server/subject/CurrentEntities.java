package dev.synap.server.subject;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.PageRequest;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.problem.Problems;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.state.StateReader;
import java.util.List;

/**
 * Entities as the log has them now.
 *
 * <p>Thread-safe.
 */
public final class CurrentEntities {

    private final EventLog log;
    private final StateReader states;

    public CurrentEntities(EventLog log, StateReader states) {
        this.log = log;
        this.states = states;
    }

    /**
     * The type of an entity that the caller may know of: ends the request when there is none, and when it
     * was not shared with a guest.
     */
    public String type(WorkspaceCall call, String id) {
        Ids.check("id", id);
        needVisible(call, id);
        List<Event> first = log.history(call.workspaceId(), id, AsOf.latest(), PageRequest.first(1))
                .events();
        if (first.isEmpty()) {
            throw missing(call.workspaceId(), id).exception();
        }
        return first.getFirst().subjectType();
    }

    /** Ends the request when there is no such entity of this type, or none that the caller may know of. */
    public void needType(WorkspaceCall call, String id, String type) {
        if (!type(call, id).equals(type)) {
            throw Problem.of(ProblemType.NOT_FOUND, "there is no " + type + " " + id + " in " + call.workspaceId())
                    .with("subjectId", id)
                    .exception();
        }
    }

    /** Ends the request of a guest with whom neither the subject was shared nor what it comments on. */
    public void needVisible(WorkspaceCall call, String id) {
        if (call.maySee(id)) {
            return;
        }
        State state = states.state(call.workspaceId(), id, AsOf.latest());
        String on = state.toNode().path("on").asString("");
        if (!state.subjectType().equals("comment") || !call.maySee(on)) {
            throw Problems.noSuchWorkspace(call.workspaceId()).exception();
        }
    }

    /** What to answer when there is no such entity. */
    public static Problem missing(String workspaceId, String id) {
        return Problem.of(ProblemType.NOT_FOUND, "there is no entity " + id + " in " + workspaceId)
                .with("subjectId", id);
    }
}
