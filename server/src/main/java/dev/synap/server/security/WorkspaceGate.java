package dev.synap.server.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.synap.server.problem.Problems;
import dev.synap.store.access.Workspace;
import dev.synap.store.access.Workspaces;
import java.util.Optional;

/**
 * Lets a workspace's owner in. To anybody else the workspace does not exist.
 *
 * <p>Thread-safe.
 */
public final class WorkspaceGate {

    private static final int MAX_WORKSPACES = 10_000;

    private final LoadingCache<String, Optional<Workspace>> workspaces;

    public WorkspaceGate(Workspaces stored) {
        this.workspaces = Caffeine.newBuilder()
                .maximumSize(MAX_WORKSPACES)
                .expireAfterWrite(KeyRing.TRUST)
                .build(stored::find);
    }

    /** Ends the request when this caller may not know of the workspace. */
    public WorkspaceCall enter(String workspaceId, Caller caller) {
        return workspaces
                .get(workspaceId)
                .filter(workspace -> workspace.ownerId().equals(caller.userId()))
                .map(workspace -> new WorkspaceCall(workspace, caller))
                .orElseThrow(() -> Problems.noSuchWorkspace(workspaceId).exception());
    }

    /** Shows a workspace that was made just now. */
    public void forget(String workspaceId) {
        workspaces.invalidate(workspaceId);
    }
}
