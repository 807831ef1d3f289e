package dev.synap.store.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a feed goes about its work.
 *
 * @param poll how often it looks for what nobody told it; at most this late is what a hint failed to say
 * @param leaseFor how long a node that is no longer heard of keeps its workspaces
 * @param idleAfter how long a workspace stays with a node after the last event
 * @param concurrency how many workspaces are worked on at once, counting each subscriber by itself
 * @param batchEvents how many events a subscriber gets at most at once, see {@link Subscriber#batchesAtOnce}
 * @param batchBytes how many bytes of data and metadata it gets at most at once, give or take one event
 */
public record FeedSettings(
        Duration poll,
        Duration leaseFor,
        Duration idleAfter,
        int concurrency,
        int batchEvents,
        int batchBytes,
        Backoff backoff,
        Clock clock) {

    public FeedSettings {
        if (concurrency < 1 || batchEvents < 1 || batchBytes < 1) {
            throw new IllegalArgumentException("a feed needs room for one workspace, one event, one byte at least");
        }
    }

    /** What serves well. */
    public static FeedSettings defaults() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), 8, RandomGenerator.getDefault());
        return new FeedSettings(
                Duration.ofMillis(500),
                Duration.ofSeconds(4),
                Duration.ofSeconds(10),
                8,
                250,
                4 * 1024 * 1024,
                backoff,
                Clock.systemUTC());
    }

    public FeedSettings withPoll(Duration value) {
        return new FeedSettings(value, leaseFor, idleAfter, concurrency, batchEvents, batchBytes, backoff, clock);
    }

    public FeedSettings withLeaseFor(Duration value) {
        return new FeedSettings(poll, value, idleAfter, concurrency, batchEvents, batchBytes, backoff, clock);
    }

    public FeedSettings withIdleAfter(Duration value) {
        return new FeedSettings(poll, leaseFor, value, concurrency, batchEvents, batchBytes, backoff, clock);
    }

    public FeedSettings withConcurrency(int value) {
        return new FeedSettings(poll, leaseFor, idleAfter, value, batchEvents, batchBytes, backoff, clock);
    }

    public FeedSettings withBatch(int events, int bytes) {
        return new FeedSettings(poll, leaseFor, idleAfter, concurrency, events, bytes, backoff, clock);
    }

    public FeedSettings withBackoff(Backoff value, Clock byClock) {
        return new FeedSettings(poll, leaseFor, idleAfter, concurrency, batchEvents, batchBytes, value, byClock);
    }
}
