package dev.synap.server.event;

import dev.synap.core.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from a subscription to one client. The two meet at a short queue: while the client does
 * not read, the subscription waits, and nothing piles up.
 */
final class Follower {

    private static final int QUEUE_LENGTH = 256;
    private static final long WAIT_MILLIS = 100;

    private final Thread thread;
    private final Duration heartbeat;
    private final BooleanSupplier stillAllowed;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private volatile boolean ended;

    /** @param thread the one that will {@link #run} */
    Follower(Thread thread, Duration heartbeat, BooleanSupplier stillAllowed) {
        this.thread = thread;
        this.heartbeat = heartbeat;
        this.stillAllowed = stillAllowed;
    }

    /** Takes an event from the subscription, waiting for room. */
    void take(Event event) {
        try {
            while (!ended && !queue.offer(event, WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                // Looks again whether the client is still there.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what comes until the client goes away or {@link #stop} is called. */
    void run(EventLines lines) throws IOException {
        // Tells the client at once that the stream is open.
        lines.flush();
        List<Event> batch = new ArrayList<>(QUEUE_LENGTH);
        try {
            while (!ended) {
                Event first = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                if (!stillAllowed.getAsBoolean()) {
                    return;
                }
                send(first, batch, lines);
            }
        } catch (InterruptedException e) {
            // Asked to stop. The flag stays clear, for the answer has to be ended in good order.
        }
    }

    private void send(@Nullable Event first, List<Event> batch, EventLines lines) throws IOException {
        if (first == null) {
            lines.heartbeat();
            return;
        }
        lines.write(first);
        queue.drainTo(batch);
        for (Event event : batch) {
            lines.write(event);
        }
        batch.clear();
        lines.flush();
    }

    /** Ends {@link #run} from another thread. */
    void stop() {
        ended = true;
        thread.interrupt();
    }

    /** Lets the subscription go, which may be waiting for room. */
    void end() {
        ended = true;
        queue.clear();
    }
}
