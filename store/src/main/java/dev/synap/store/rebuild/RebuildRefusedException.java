package dev.synap.store.rebuild;

import dev.synap.core.error.SynapException;

/** A rebuild cannot begin. Nothing has changed. */
public final class RebuildRefusedException extends SynapException {

    private static final long serialVersionUID = 1L;

    private RebuildRefusedException(boolean retryable, String message) {
        super("rebuild-refused", retryable, message, null);
    }

    /** Another one is running. */
    static RebuildRefusedException beside(Rebuild running) {
        return new RebuildRefusedException(
                true,
                "%s is being rebuilt (%s): there is one rebuild at a time".formatted(running.name(), running.id()));
    }

    /** The database's user may not make what it takes. */
    static RebuildRefusedException notAllowed(String reason) {
        return new RebuildRefusedException(
                false,
                "new tables are filled in a schema of their own, which Synap's user of the database may not make ("
                        + reason + "): GRANT CREATE ON DATABASE … TO it");
    }
}
