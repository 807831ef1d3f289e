package dev.synap.store.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt to send something went.
 *
 * @param httpStatus what was answered; null when nothing was
 * @param error why it failed; null when it did not
 * @param gone the receiver wants nothing more at all
 */
public record Attempt(
        @Nullable Integer httpStatus,
        Duration duration,
        @Nullable String error,
        boolean gone) {

    public boolean succeeded() {
        return error == null;
    }
}
