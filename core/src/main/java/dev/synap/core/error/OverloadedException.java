package dev.synap.core.error;

/** A bounded queue is full. Nothing was stored; try again after a pause. */
public final class OverloadedException extends SynapException {

    public OverloadedException(String message) {
        super("overloaded", true, message, null);
    }
}
