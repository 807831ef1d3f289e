package dev.synap.store.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt to send something went.
 *
 * @param httpStatus what was answered; null when nothing was
 * @param error why it failed; null when it did not
 * @param retryAfter how long the receiver asks not to be sent to; null when it does not ask
 * @param gone the receiver wants nothing more at all
 */
public record Attempt(
        @Nullable Integer httpStatus,
        Duration duration,
        @Nullable String error,
        @Nullable Duration retryAfter,
        boolean gone) {

    public boolean succeeded() {
        return error == null;
    }
}
