package dev.synap.server.start;

import org.jspecify.annotations.Nullable;

/** The server cannot start; the message says in one line why, and what to do. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
