package dev.synap.store.feed;

import dev.synap.core.error.SynapException;
import dev.synap.store.log.SqlFaults;
import java.sql.SQLException;

/** Tells a handler's own failure from faults that pass by themselves. */
final class Faults {

    private static final int DEEPEST = 20;

    private Faults() {}

    /** The exception to go on with after a subscriber threw, or what it asked to be written was refused. */
    static RuntimeException sort(Throwable fault) {
        Throwable each = fault;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof TurnLostException lost) {
                return lost;
            }
            if (passes(each)) {
                return new PassingFaultException(String.valueOf(each.getMessage()), fault);
            }
            each = each.getCause();
        }
        return new HandlerFailedException(fault);
    }

    private static boolean passes(Throwable fault) {
        return switch (fault) {
            case SynapException synap -> synap.retryable();
            case SQLException sql -> SqlFaults.isTransient(sql);
            case VirtualMachineError error -> !(error instanceof StackOverflowError);
            default -> false;
        };
    }
}
