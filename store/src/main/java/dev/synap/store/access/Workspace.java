package dev.synap.store.access;

import dev.synap.core.event.Ids;
import java.time.Instant;

/** A tenant: one log, and the user who owns it. */
public record Workspace(String workspaceId, String name, String ownerId, Instant createdAt) {
    public Workspace {
        Ids.check("workspaceId", workspaceId);
        Names.check("name", name);
    }
}
