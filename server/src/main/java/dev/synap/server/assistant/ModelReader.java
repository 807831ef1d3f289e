package dev.synap.server.assistant;

import dev.synap.core.error.SynapException;
import dev.synap.store.reading.Reading;
import dev.synap.store.reading.ReadingQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes texts that wait for the model, one of a workspace at a time and so many at once at most, and has them read: beside the
 * feed, since an answer takes seconds. Each node has one; a node that dies leaves what it was reading to the others, or to
 * itself when it is back.
 *
 * <p>Thread-safe. Starting and closing twice is safe.
 */
public final class ModelReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelReader.class);

    /** So many workspaces are served at once. */
    private static final int AT_ONCE = 16;

    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);
    private static final long CLOSE_WITHIN_SECONDS = 5;

    private final ReadingQueue queue;
    private final Readings readings;
    // Readers wait for the database, too: see ADR 10.
    private final ExecutorService readers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("model-reader-", 1).factory());
    private final Thread taker =
            Thread.ofPlatform().daemon().name("model-reader").unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int free = AT_ONCE;
    private boolean more;
    private boolean started;
    private boolean closed;

    public ModelReader(ReadingQueue queue, Readings readings) {
        this.queue = queue;
        this.readings = readings;
    }

    /** Begins to read. */
    public ModelReader start() {
        lock.lock();
        try {
            if (!started && !closed) {
                started = true;
                taker.start();
            }
            return this;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            do {
                try {
                    take();
                } catch (SynapException e) {
                    LOG.warn("texts wait for the model: {}", e.getMessage());
                } catch (RuntimeException e) {
                    LOG.error("texts wait for the model, for it failed to look for them", e);
                }
            } while (pause());
        } catch (InterruptedException e) {
            LOG.debug("texts are no longer read");
        }
    }

    private void take() {
        int room = step(0);
        if (room == 0 || !queue.isAnyDue()) {
            return;
        }
        for (Reading reading : queue.claim(room, readings.holdFor())) {
            step(-1);
            readers.execute(() -> serve(reading));
        }
    }

    private void serve(Reading reading) {
        try {
            Optional<Duration> pause = readings.read(reading);
            pause.ifPresentOrElse(
                    length -> queue.leave(reading, length), () -> queue.done(reading, readings.settleFor()));
        } catch (RuntimeException e) {
            LOG.warn("[{}/{}] waits for the model: {}", reading.workspaceId(), reading.subjectId(), e.toString());
            leave(reading);
        } finally {
            step(1);
        }
    }

    private void leave(Reading reading) {
        try {
            queue.leave(reading, AFTER_FAULT);
        } catch (RuntimeException e) {
            LOG.debug("[{}/{}] is held until others may take it", reading.workspaceId(), reading.subjectId());
        }
    }

    /** Changes how many readers are free; how many are. */
    private int step(int by) {
        lock.lock();
        try {
            free += by;
            if (by > 0) {
                more = true;
                changed.signalAll();
            } else if (by == 0) {
                more = false;
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** False once closed. */
    private boolean pause() throws InterruptedException {
        lock.lock();
        try {
            long left = readings.looksEvery().toNanos();
            while (left > 0 && !closed && (!more || free == 0)) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, and lets what is being read come to its end for a moment. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            taker.join(TimeUnit.SECONDS.toMillis(CLOSE_WITHIN_SECONDS));
            awaitReaders();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readers.shutdownNow();
    }

    private void awaitReaders() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(CLOSE_WITHIN_SECONDS);
            while (free < AT_ONCE && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
