package dev.synap.client;

import dev.synap.core.error.SynapException;
import dev.synap.core.event.Event;
import dev.synap.core.log.Subscription;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of a workspace as they are appended. Broken connections and a server that is away are waited out;
 * the subscription ends by itself only when trying again cannot help, as when the key was revoked.
 *
 * <p>Thread-safe.
 */
public final class LiveSubscription implements Subscription {

    private static final Logger LOG = System.getLogger(LiveSubscription.class.getName());

    private final EventFeed feed;
    private final Backoff backoff;
    private final Consumer<Event> subscriber;
    private final Thread thread;
    private volatile long position;
    private volatile @Nullable SynapException failure;

    private LiveSubscription(EventFeed feed, Backoff backoff, long position, Consumer<Event> subscriber) {
        this.feed = feed;
        this.backoff = backoff;
        this.position = position;
        this.subscriber = subscriber;
        this.thread = Thread.ofVirtual().name("synap-subscription").unstarted(this::run);
    }

    static LiveSubscription start(EventFeed feed, Backoff backoff, long position, Consumer<Event> subscriber) {
        LiveSubscription subscription = new LiveSubscription(feed, backoff, position, subscriber);
        subscription.thread.start();
        return subscription;
    }

    @Override
    public long position() {
        return position;
    }

    /** Why the subscription ended by itself; empty while it runs and when it was closed. */
    public Optional<SynapException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Waits until the subscription ends.
     *
     * @throws SynapException when it ended by itself
     */
    public void await() throws InterruptedException {
        thread.join();
        SynapException reason = failure;
        if (reason != null) {
            throw reason;
        }
    }

    /** Ends the subscription and waits for the subscriber, except when called by the subscriber itself. */
    @Override
    public void close() {
        feed.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (feed) {
            for (Event event = feed.next(); event != null; event = feed.next()) {
                deliver(event);
            }
        } catch (SynapException e) {
            if (!feed.isClosed() || !e.code().equals(SynapClientException.CLOSED)) {
                failure = e;
            }
        }
    }

    private void deliver(Event event) {
        for (int failures = 1; !feed.isClosed(); failures++) {
            try {
                subscriber.accept(event);
                position = event.position();
                return;
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "the subscriber failed at position " + event.position() + "; it gets it again",
                        e);
                feed.pause(backoff.pause(failures));
            }
        }
    }
}
