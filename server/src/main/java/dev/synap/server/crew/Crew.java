package dev.synap.server.crew;

import dev.synap.core.error.SynapException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * So many hands, and a thread that looks for work for them: now and then, and at once where a hand is free again or there is said
 * to be more. The hands are platform threads, for they wait for the database and for names to be looked up (see ADR 10).
 *
 * <p>Thread-safe. Starting and closing twice is safe.
 */
public final class Crew implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final long CLOSE_WITHIN_SECONDS = 5;

    private final String work;
    private final int size;
    private final Duration looksEvery;
    private final Runnable look;
    private final ExecutorService hands;
    private final Thread looking;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int free;
    private boolean more;
    private boolean started;
    private boolean closed;

    /**
     * A crew that does not look for work yet.
     *
     * @param name of its threads
     * @param work what waits where it is not done, in words
     * @param look looks for work, and hands it out by {@link #handOut}
     */
    public Crew(String name, String work, int size, Duration looksEvery, Runnable look) {
        this.work = work;
        this.size = size;
        this.free = size;
        this.looksEvery = looksEvery;
        this.look = look;
        this.hands = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name(name + "-", 1).factory());
        this.looking = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Begins to look. */
    public void start() {
        lock.lock();
        try {
            if (!started && !closed) {
                started = true;
                looking.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            do {
                try {
                    look.run();
                } catch (SynapException e) {
                    LOG.warn("{} wait: {}", work, e.getMessage());
                } catch (RuntimeException e) {
                    LOG.error("{} wait, for it failed to look for them", work, e);
                }
            } while (pause());
        } catch (InterruptedException e) {
            LOG.debug("{} are no longer looked for", work);
        }
    }

    /** How many hands are free, at the beginning of a look: what comes from now on is looked for again. */
    public int begin() {
        lock.lock();
        try {
            more = false;
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a free hand something to do, which must not throw. */
    public void handOut(Runnable job) {
        lock.lock();
        try {
            free--;
        } finally {
            lock.unlock();
        }
        hands.execute(() -> {
            try {
                job.run();
            } finally {
                done();
            }
        });
    }

    private void done() {
        lock.lock();
        try {
            free++;
            more = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Has it look again at once: there is more. */
    public void goOn() {
        lock.lock();
        try {
            more = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** False once closed. */
    private boolean pause() throws InterruptedException {
        lock.lock();
        try {
            long left = looksEvery.toNanos();
            while (left > 0 && !closed && (!more || free == 0)) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, and lets what is being done come to its end for a moment. */
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
            looking.join(TimeUnit.SECONDS.toMillis(CLOSE_WITHIN_SECONDS));
            awaitHands();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hands.shutdownNow();
    }

    private void awaitHands() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(CLOSE_WITHIN_SECONDS);
            while (free < size && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
