package dev.synap.server.event;

import dev.synap.core.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final Duration heartbeat;
    private final BooleanSupplier stillAllowed;
    private final BlockingQueue<Optional<Event>> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private volatile boolean ended;

    Follower(Duration heartbeat, BooleanSupplier stillAllowed) {
        this.heartbeat = heartbeat;
        this.stillAllowed = stillAllowed;
    }

    /** Takes an event from the subscription, waiting for room. */
    void take(Event event) {
        try {
            while (!ended && !queue.offer(Optional.of(event), WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
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
        List<Optional<Event>> batch = new ArrayList<>(QUEUE_LENGTH);
        try {
            while (!ended) {
                Optional<Event> first = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                if (!stillAllowed.getAsBoolean()) {
                    return;
                }
                send(first, batch, lines);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(@Nullable Optional<Event> first, List<Optional<Event>> batch, EventLines lines)
            throws IOException {
        if (first == null) {
            lines.heartbeat();
            return;
        }
        batch.add(first);
        queue.drainTo(batch);
        for (Optional<Event> event : batch) {
            if (event.isPresent()) {
                lines.write(event.get());
            }
        }
        batch.clear();
        lines.flush();
    }

    /**
     * Ends {@link #run} from another thread. Not by an interrupt: one that met the thread while it writes
     * would close the connection, and the client could not tell the end of the stream from a fault.
     */
    void stop() {
        ended = true;
        // Wakes it. Where there is no room it is awake.
        boolean ignored = queue.offer(Optional.empty());
    }

    /** Lets the subscription go, which may be waiting for room. */
    void end() {
        ended = true;
        queue.clear();
    }
}
