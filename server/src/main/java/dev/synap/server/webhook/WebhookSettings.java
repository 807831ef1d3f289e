package dev.synap.server.webhook;

import dev.synap.store.feed.Backoff;
import dev.synap.store.webhook.Patience;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How webhooks are served.
 *
 * @param allowPrivate whether receivers may have addresses that are not public, and be spoken to over plain HTTP
 * @param timeout how long a receiver may take to answer
 * @param poll how often it is looked for what is due
 */
public record WebhookSettings(boolean allowPrivate, Duration timeout, Duration poll, Patience patience) {

    /** How many are sent to at once. */
    static final int SENDERS = 32;

    /** How many of them to one webhook: a slow one must not take all. */
    static final int SENDERS_PER_WEBHOOK = 4;

    /** What serves well: 16 attempts within about a day; disabled after three days. */
    public static WebhookSettings defaults() {
        Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofHours(6), 16, RandomGenerator.getDefault());
        return new WebhookSettings(
                false,
                Duration.ofSeconds(15),
                Duration.ofMillis(500),
                new Patience(backoff, Duration.ofDays(3), 100_000, Duration.ofDays(30)));
    }

    public WebhookSettings withAllowPrivate(boolean value) {
        return new WebhookSettings(value, timeout, poll, patience);
    }

    public WebhookSettings withTimeout(Duration value) {
        return new WebhookSettings(allowPrivate, value, poll, patience);
    }

    public WebhookSettings withPatience(Patience value) {
        return new WebhookSettings(allowPrivate, timeout, poll, value);
    }

    /** So many before a delivery is parked. */
    public WebhookSettings withAttempts(int value) {
        Backoff backoff = patience.backoff();
        return withPatience(new Patience(
                new Backoff(backoff.first(), backoff.longest(), value, backoff.random()),
                patience.disableAfter(),
                patience.maxPending(),
                patience.keepFor()));
    }

    /** After so long without a word, what a node was sending is another's to send. */
    Duration holdFor() {
        return timeout.multipliedBy(2).plusSeconds(15);
    }
}
