package dev.synap.server.security;

import dev.synap.store.access.Workspace;

/** A call within a workspace that the caller may see. To hold one is to have been let in. */
public record WorkspaceCall(Workspace workspace, Caller caller) {

    public String workspaceId() {
        return workspace.workspaceId();
    }
}
