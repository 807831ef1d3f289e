package dev.synap.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The store could not be reached, or did not answer in time. An append that ends so may or may not
 * have been stored: send it again with the same event ids, and it is stored once.
 */
public final class StoreUnavailableException extends SynapException {

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super("store-unavailable", true, message, cause);
    }
}
