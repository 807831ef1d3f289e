package dev.synap.client;

import java.net.URI;
import java.time.Duration;

/** What a {@link SynapBuilder} was told. */
record Settings(URI url, String key, Duration connectTimeout, Duration attemptTimeout, Duration timeout, int retries) {

    /** The key is a secret. */
    @Override
    public String toString() {
        return url.toString();
    }
}
