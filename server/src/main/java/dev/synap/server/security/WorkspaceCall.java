package dev.synap.server.security;

import dev.synap.core.access.Role;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.problem.Problems;
import dev.synap.store.access.Workspace;

/** A call within a workspace that the caller may see. To hold one is to have been let in. */
public record WorkspaceCall(Workspace workspace, Caller caller, Admission admission) {

    public String workspaceId() {
        return workspace.workspaceId();
    }

    public boolean isGuest() {
        return !admission.isMember();
    }

    /** Whether this very subject was shared with the caller, or the caller is a member. */
    public boolean maySee(String subjectId) {
        return admission.isMember() || admission.shares().containsKey(subjectId);
    }

    /** Ends the request when the caller is a guest, and the subject was not shared with them. */
    public void needSubject(String subjectId) {
        if (!maySee(subjectId)) {
            throw Problems.noSuchWorkspace(workspaceId()).exception();
        }
    }

    /** Ends the request of anybody whose role does not reach this far. */
    public void needRole(Role least, String what) {
        Role role = admission.role();
        if (role == null || !role.isAtLeast(least)) {
            throw Problem.of(
                            ProblemType.NOT_PERMITTED,
                            what + " needs the role " + least.text() + "; " + caller.userId() + " is "
                                    + (role == null ? "a guest" : role.text()))
                    .with("rule", "role." + (role == null ? "guest" : role.text()))
                    .exception();
        }
    }
}
