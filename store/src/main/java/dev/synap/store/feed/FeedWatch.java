package dev.synap.store.feed;

import dev.synap.core.error.SynapException;
import dev.synap.store.feed.Leases.Held;
import dev.synap.store.feed.Sweep.Behind;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks regularly for what nobody told the feed: four queries each time, however many workspaces there are.
 *
 * <p>Thread-safe.
 */
final class FeedWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FeedWatch.class);

    // So many are catching up already that more would only take memory.
    private static final int MAX_AT_ONCE = 10_000;

    private final Feed feed;
    private final Leases leases;
    private final ParkedTable parked;
    private final Sweep sweep;
    private final FeedSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread = Thread.ofVirtual().name("feed-watch").unstarted(this::run);
    private boolean everywhere;
    private boolean closed;

    FeedWatch(Feed feed, Leases leases, ParkedTable parked, Sweep sweep, FeedSettings settings) {
        this.feed = feed;
        this.leases = leases;
        this.parked = parked;
        this.sweep = sweep;
        this.settings = settings;
    }

    void start() {
        thread.start();
    }

    /** Looks through all workspaces the next time. */
    void lookEverywhere() {
        lock.lock();
        try {
            everywhere = true;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            do {
                try {
                    look();
                } catch (SQLException | SynapException e) {
                    log.warn("the feed cannot look for work: {}", e.getMessage());
                } catch (RuntimeException e) {
                    log.error("the feed failed to look for work", e);
                }
            } while (pause());
        } catch (InterruptedException e) {
            log.debug("the feed no longer looks for work");
        }
    }

    /** False once closed. */
    private boolean pause() throws InterruptedException {
        lock.lock();
        try {
            long left = settings.poll().toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            if (everywhere) {
                sweep.lookEverywhere();
                everywhere = false;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void look() throws SQLException {
        lookAtHeld();
        for (String workspaceId : leases.leftBehind()) {
            feed.wake(workspaceId, 0);
        }
        for (String workspaceId : parked.dueWorkspaces(settings.clock().instant())) {
            Territory territory = feed.territories().get(workspaceId);
            if (territory != null) {
                territory.retry();
            }
            feed.wake(workspaceId, 0);
        }
        feed.territories().values().removeIf(Territory::isGone);
        if (feed.territories().size() < MAX_AT_ONCE) {
            for (Behind behind : sweep.next()) {
                feed.wake(behind.workspaceId(), behind.head());
            }
        }
        feed.territories().values().forEach(Territory::nudge);
    }

    private void lookAtHeld() throws SQLException {
        Map<String, Long> believed = new HashMap<>();
        feed.territories().forEach((workspaceId, territory) -> {
            if (territory.epoch() != 0) {
                believed.put(workspaceId, territory.epoch());
            }
        });
        if (believed.isEmpty()) {
            return;
        }
        List<Held> held = leases.held(believed.keySet());
        for (Held each : held) {
            Territory territory = feed.territories().get(each.workspaceId());
            if (territory != null && believed.getOrDefault(each.workspaceId(), 0L) == each.epoch()) {
                believed.remove(each.workspaceId());
                if (each.head() > territory.head()) {
                    territory.wake(each.head());
                }
            }
        }
        believed.forEach((workspaceId, epoch) -> {
            Territory territory = feed.territories().get(workspaceId);
            if (territory != null) {
                territory.lost(epoch);
            }
        });
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
