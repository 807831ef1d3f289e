package dev.synap.client;

/**
 * A key that was just made.
 *
 * @param secret the key itself: the server shows it this once and does not keep it
 */
public record CreatedKey(ApiKey key, String secret) {

    /** Without the secret, so that it does not end in a log. */
    @Override
    public String toString() {
        return "CreatedKey[" + key + "]";
    }
}
