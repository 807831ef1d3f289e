package dev.synap.store.postgres;

import java.nio.file.Path;

/** Another process (or another part of this one) runs PostgreSQL in the same data directory. */
public final class DataDirInUseException extends PostgresStartException {

    private static final long serialVersionUID = 1L;

    private final long ownerPid;

    DataDirInUseException(Path dataDir, long ownerPid) {
        super(dataDir + " is already in use by " + (ownerPid > 0 ? "process " + ownerPid : "another process")
                + ". Stop that one first, or choose another data directory.");
        this.ownerPid = ownerPid;
    }

    /** The process id of the owner, or 0 when it could not be read. */
    public long ownerPid() {
        return ownerPid;
    }
}
