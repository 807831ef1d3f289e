package dev.synap.store.webhook;

import dev.synap.store.feed.Backoff;
import java.time.Duration;

/**
 * How long receivers that do not answer are borne with.
 *
 * @param backoff between attempts, and how many there are before a delivery is parked
 * @param disableAfter a webhook through which nothing came for so long is disabled
 * @param maxPending so are those for which more than this waits
 * @param keepFor how long what came through, or was parked, can be looked up
 */
public record Patience(Backoff backoff, Duration disableAfter, int maxPending, Duration keepFor) {}
