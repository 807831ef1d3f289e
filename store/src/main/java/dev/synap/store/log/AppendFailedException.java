package dev.synap.store.log;

import dev.synap.core.error.SynapException;

/** The database refused an append for a reason of its own. Nothing was stored. */
final class AppendFailedException extends SynapException {

    AppendFailedException(Throwable cause) {
        super("append-failed", false, "the database refused the append: " + cause.getMessage(), cause);
    }
}
