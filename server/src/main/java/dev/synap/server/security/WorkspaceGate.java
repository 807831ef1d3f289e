package dev.synap.server.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.synap.server.problem.Problems;
import dev.synap.store.access.Workspace;
import dev.synap.store.access.Workspaces;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets a workspace's owner, members and guests in. To anybody else the workspace does not exist, and to
 * guests it exists only where a call says so.
 *
 * <p>Thread-safe.
 */
public final class WorkspaceGate {

    private static final int MAX_WORKSPACES = 10_000;
    private static final int MAX_ADMISSIONS = 50_000;

    /**
     * How long an admission is believed. A membership ends elsewhere once another node has projected it, and
     * here no later than this after that.
     */
    private static final Duration ADMISSION_TRUST = Duration.ofSeconds(1);

    private record Visitor(String workspaceId, String userId) {}

    private final LoadingCache<String, Optional<Workspace>> workspaces;
    private final LoadingCache<Visitor, Admission> admissions;

    public WorkspaceGate(Workspaces stored, Admissions stand) {
        this.workspaces = Caffeine.newBuilder()
                .maximumSize(MAX_WORKSPACES)
                .expireAfterWrite(KeyRing.TRUST)
                .build(stored::find);
        this.admissions = Caffeine.newBuilder()
                .maximumSize(MAX_ADMISSIONS)
                .expireAfterWrite(ADMISSION_TRUST)
                .build(visitor -> stand.find(visitor.workspaceId, visitor.userId));
    }

    /** Ends the request when this caller may not know of the workspace. */
    public WorkspaceCall enter(String workspaceId, Caller caller) {
        return workspaces
                .get(workspaceId)
                .map(workspace -> new WorkspaceCall(workspace, caller, admission(workspace, caller.userId())))
                .filter(call -> !call.admission().isStranger())
                .orElseThrow(() -> Problems.noSuchWorkspace(workspaceId).exception());
    }

    /** Whether a member who was let in some time ago would still be let in. */
    public boolean isStillMember(WorkspaceCall call) {
        return admission(call.workspace(), call.caller().userId()).isMember();
    }

    /** Shows a workspace that was made just now. */
    public void forget(String workspaceId) {
        workspaces.invalidate(workspaceId);
    }

    /** Looks anew at how this user stands to the workspace, from the next call on. */
    public void forget(String workspaceId, String userId) {
        admissions.invalidate(new Visitor(workspaceId, userId));
    }

    private Admission admission(Workspace workspace, String userId) {
        return workspace.ownerId().equals(userId)
                ? Admission.OWNER
                : admissions.get(new Visitor(workspace.workspaceId(), userId));
    }
}
