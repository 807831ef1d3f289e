package dev.synap.store.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What is to be sent next in a lane, and where to.
 *
 * @param oldSecret the one before, as long as it is good
 */
public record Parcel(
        Lane lane,
        Delivery delivery,
        String url,
        SealedSecret secret,
        @Nullable SealedSecret oldSecret) {}
