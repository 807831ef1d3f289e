package dev.synap.store.log;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.error.SynapException;
import dev.synap.core.event.Event;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.core.log.Subscription;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads page after page from a position on, but for the events that this process appended just now, which it has in
 * memory. Replay and live are the same, so there is no seam between them: position order is commit order, and whatever
 * lies behind the last position seen is new.
 */
final class PollingSubscription implements Subscription {

    private static final Logger log = LoggerFactory.getLogger(PollingSubscription.class);
    private static final int PAGE = 100;
    private static final long LOOK_AGAIN_SECONDS = 10;
    private static final long PAUSE_AFTER_FAULT_MILLIS = 1_000;

    private final EventReader reader;
    private final GrowthWatch watch;
    private final Growth growth;
    private final String workspaceId;
    private final Consumer<Event> subscriber;
    private final Thread thread;
    private volatile long position;
    private volatile boolean closed;

    PollingSubscription(
            EventReader reader, GrowthWatch watch, String workspaceId, long after, Consumer<Event> subscriber) {
        if (after < 0) {
            throw new InvalidInputException("after", "must be 0 or more, but is " + after);
        }
        this.reader = reader;
        this.watch = watch;
        this.workspaceId = workspaceId;
        this.position = after;
        this.subscriber = subscriber;
        this.growth = watch.watch(workspaceId);
        this.thread = Thread.ofVirtual().name("subscription-" + workspaceId).unstarted(this::run);
    }

    PollingSubscription start() {
        thread.start();
        return this;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {
        closed = true;
        boolean calledBySubscriber = Thread.currentThread() == thread;
        if (!calledBySubscriber) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            follow();
        } finally {
            watch.leave(workspaceId);
        }
    }

    private void follow() {
        while (!closed) {
            try {
                if (!deliverNext()) {
                    growth.awaitBeyond(position, LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                // From close, which the loop looks at, or a trace that the subscriber left: of no further use.
                continue;
            } catch (RuntimeException | Error e) {
                if (!closed) {
                    pauseAfter(e);
                }
            }
        }
    }

    private boolean deliverNext() {
        List<Event> events = next();
        for (Event event : events) {
            if (closed) {
                return true;
            }
            subscriber.accept(event);
            position = event.position();
            forgetInterrupt();
        }
        return !events.isEmpty();
    }

    private List<Event> next() {
        List<Event> remembered = growth.after(position);
        return remembered.isEmpty()
                ? reader.query(
                                workspaceId,
                                EventQuery.all(),
                                PageRequest.first(PAGE).after(position))
                        .events()
                : remembered;
    }

    /** A subscriber that leaves its thread interrupted would break the next read. */
    private static void forgetInterrupt() {
        boolean ignored = Thread.interrupted();
    }

    private void pauseAfter(Throwable fault) {
        String kind = fault instanceof SynapException synap ? synap.code() : fault.toString();
        log.warn("[{}] subscription waits behind position {} after: {}", workspaceId, position, kind);
        forgetInterrupt();
        try {
            if (!closed) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAULT_MILLIS);
            }
        } catch (InterruptedException e) {
            log.trace("[{}] closed while it waited", workspaceId);
        }
    }
}
