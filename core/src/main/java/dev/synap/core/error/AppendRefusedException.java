package dev.synap.core.error;

/**
 * An append was refused, and its writer had asked for an exception instead of a result. The same append
 * sent again is refused again: read the subject anew, decide, and append what follows from that.
 */
public final class AppendRefusedException extends SynapException {

    public AppendRefusedException(String code, String message) {
        super(code, false, message, null);
    }
}
