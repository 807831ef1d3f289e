package dev.synap.store.feed;

/** A subscriber cannot handle an event; the cause says why. */
final class HandlerFailedException extends RuntimeException {

    HandlerFailedException(Throwable cause) {
        super(cause);
    }

    /** What the subscriber, or the database on its behalf, threw. */
    Throwable reason() {
        Throwable cause = getCause();
        return cause == null ? this : cause;
    }
}
