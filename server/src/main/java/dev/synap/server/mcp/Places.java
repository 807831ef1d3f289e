package dev.synap.server.mcp;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.server.entity.BodyFields;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.security.WorkspaceGate;
import dev.synap.server.subject.CurrentEntities;
import dev.synap.store.projection.Memberships;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The workspaces and entities that arguments name, as far as the caller may know of them.
 *
 * <p>Thread-safe.
 */
final class Places {

    private static final String DEFAULT = "default";

    private final WorkspaceGate gate;
    private final Memberships memberships;
    private final CurrentEntities entities;

    Places(WorkspaceGate gate, Memberships memberships, CurrentEntities entities) {
        this.gate = gate;
        this.memberships = memberships;
        this.entities = entities;
    }

    /** Takes the workspace out of the arguments; without one, the only one that the caller sees, else the default. */
    WorkspaceCall enter(Visit visit, ObjectNode arguments) {
        String named = BodyFields.text(arguments, "workspace");
        if (named != null) {
            return enter(visit.caller(), named);
        }
        List<String> seen = memberships.workspacesOf(visit.caller().userId(), "", 2);
        return enter(visit.caller(), seen.size() == 1 ? seen.getFirst() : DEFAULT);
    }

    /** The same for those who belong to the workspace, not for those with whom only something in it was shared. */
    WorkspaceCall enterAsMember(Visit visit, ObjectNode arguments) {
        WorkspaceCall call = enter(visit, arguments);
        if (call.isGuest()) {
            throw noWorkspace(call.workspaceId());
        }
        return call;
    }

    WorkspaceCall enter(Caller caller, String workspaceId) {
        try {
            return gate.enter(Ids.check("workspace", workspaceId), caller);
        } catch (ProblemException | InvalidInputException e) {
            throw noWorkspace(workspaceId);
        }
    }

    /** The type of an entity that the caller may know of. */
    String type(WorkspaceCall call, String id) {
        needVisible(call, id);
        return entities.type(call, id);
    }

    void needType(WorkspaceCall call, String id, String type) {
        needVisible(call, id);
        entities.needType(call, id, type);
    }

    /** Ends the call of a guest who may not know of the entity, as if there were none. */
    void needVisible(WorkspaceCall call, String id) {
        Ids.check("id", id);
        try {
            entities.needVisible(call, id);
        } catch (ProblemException e) {
            throw CurrentEntities.missing(call.workspaceId(), id).exception();
        }
    }

    private static ProblemException noWorkspace(String workspaceId) {
        return Problem.of(
                        ProblemType.NOT_FOUND,
                        "there is no workspace " + workspaceId
                                + ", or you may not see it; list_workspaces lists yours, to name one as workspace")
                .exception();
    }
}
