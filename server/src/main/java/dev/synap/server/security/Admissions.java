package dev.synap.server.security;

/** Tells how a user who does not own a workspace stands to it. */
public interface Admissions {

    /** As the workspace's members and shares are now. */
    Admission find(String workspaceId, String userId);
}
