package dev.synap.store.log;

import dev.synap.core.error.SynapException;

/** The work beside an append failed, and the append with it. Nothing was stored; the cause is what it threw. */
public final class TableWorkException extends SynapException {

    TableWorkException(Throwable cause) {
        super("table-work-failed", false, "the tables beside an append were not written: " + cause.getMessage(), cause);
    }
}
