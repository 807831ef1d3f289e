package dev.synap.store.postgres;

import org.jspecify.annotations.Nullable;

/**
 * The local PostgreSQL could not be started or stopped.
 *
 * <p>The message is written for the person at the terminal: it says what happened and what to do about it,
 * and ends with the last lines of PostgreSQL's own log where there are any.
 */
public class PostgresStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PostgresStartException(String message) {
        super(message);
    }

    public PostgresStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
