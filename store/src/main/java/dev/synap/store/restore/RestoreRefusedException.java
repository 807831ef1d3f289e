package dev.synap.store.restore;

import dev.synap.core.error.SynapException;

/** An export cannot be restored: it was changed, or the log holds something else. Nothing was stored. */
public final class RestoreRefusedException extends SynapException {

    private static final long serialVersionUID = 1L;

    private final String workspaceId;
    private final long position;

    /**
     * @param position the first that is wrong
     * @param reason what is wrong there, to go behind the position
     */
    RestoreRefusedException(String workspaceId, long position, String reason) {
        super(
                "restore-refused",
                false,
                "[%s] position %d %s; nothing was restored".formatted(workspaceId, position, reason),
                null);
        this.workspaceId = workspaceId;
        this.position = position;
    }

    public String workspaceId() {
        return workspaceId;
    }

    public long position() {
        return position;
    }
}
