package dev.synap.store.feed;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;

/**
 * What all walkers of a node share.
 *
 * @param peers whether other nodes are alive
 * @param forgotten told of a workspace that must be looked at again after all, and where its log ends
 */
record FeedTools(
        String nodeId,
        FeedSettings settings,
        BatchReader reader,
        Checkpoints checkpoints,
        ParkedTable parked,
        Commits commits,
        BooleanSupplier peers,
        ObjLongConsumer<String> forgotten) {

    Instant now() {
        return settings.clock().instant();
    }

    Backoff backoff() {
        return settings.backoff();
    }

    /** Whether other nodes are alive, which see only what is stored. */
    boolean hasPeers() {
        return peers.getAsBoolean();
    }
}
