package dev.synap.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of every fault that Synap reports by exception. Expected outcomes (a version conflict, an
 * event id that is taken) are values, not exceptions.
 */
public abstract class SynapException extends RuntimeException {

    private final String code;
    private final boolean retryable;

    protected SynapException(String code, boolean retryable, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
    }

    /** A stable name for the kind of fault, such as {@code store-unavailable}; fit for scripts. */
    public String code() {
        return code;
    }

    /** Whether the same call may succeed later without any change by the caller. */
    public boolean retryable() {
        return retryable;
    }
}
