package dev.synap.store.webhook;

/**
 * A secret that only who has the key can read.
 *
 * @param keyId says with which key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedSecret(String keyId, byte[] bytes) {

    /** Without the bytes: nothing of a secret belongs into a log. */
    @Override
    public String toString() {
        return "SealedSecret[keyId=" + keyId + "]";
    }
}
