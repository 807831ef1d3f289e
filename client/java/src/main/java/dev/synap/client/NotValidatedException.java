package dev.synap.client;

import dev.synap.core.error.SynapException;

/**
 * A write did not come about, or not yet, and its writer had asked for an exception instead of a result. The
 * {@link #code()} is {@code rejected}, {@code proposed} or {@code requested}; {@link #result()} says the rest.
 */
public final class NotValidatedException extends SynapException {

    private final transient WriteResult<?> result;

    NotValidatedException(String code, String message, WriteResult<?> result) {
        super(code, false, message, null);
        this.result = result;
    }

    public WriteResult<?> result() {
        return result;
    }
}
