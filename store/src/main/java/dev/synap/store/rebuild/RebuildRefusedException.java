package dev.synap.store.rebuild;

import dev.synap.core.error.SynapException;

/** A rebuild cannot begin: another one is running. */
public final class RebuildRefusedException extends SynapException {

    private static final long serialVersionUID = 1L;

    RebuildRefusedException(Rebuild running) {
        super(
                "rebuild-running",
                true,
                "%s is being rebuilt (%s): there is one rebuild at a time".formatted(running.name(), running.id()),
                null);
    }
}
