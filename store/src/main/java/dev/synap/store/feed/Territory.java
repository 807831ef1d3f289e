package dev.synap.store.feed;

import dev.synap.core.event.Event;
import dev.synap.store.feed.Leases.Held;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workspace in which something happens, as one node sees it: whether it holds the lease, and the walkers that
 * work there. Its own turn takes the lease, or gives it up.
 *
 * <p>Thread-safe.
 */
final class Territory extends Turn {

    private static final Logger log = LoggerFactory.getLogger(Territory.class);

    private final String workspaceId;
    private final FeedTools tools;
    private final Leases leases;
    private final Turns turns;
    private final ObjLongConsumer<String> hints;
    private final List<Walker> walkers;
    private final Tail tail = new Tail();
    private final ReentrantLock lock = new ReentrantLock();

    private volatile long head;
    private volatile long epoch;
    private volatile long usedAt = System.nanoTime();
    private long foreignUntil;
    private boolean foreign;
    private boolean hintDue;
    private volatile boolean gone;

    /**
     * @param hints told of a workspace that another node should look at, and how far its log reaches
     */
    Territory(
            String workspaceId,
            List<Subscriber> subscribers,
            FeedTools tools,
            Leases leases,
            Turns turns,
            ObjLongConsumer<String> hints) {
        this.workspaceId = workspaceId;
        this.tools = tools;
        this.leases = leases;
        this.turns = turns;
        this.hints = hints;
        this.walkers =
                subscribers.stream().map(each -> new Walker(each, this, tools)).toList();
    }

    String workspaceId() {
        return workspaceId;
    }

    /** The epoch in which this node holds the lease; 0 when it does not. */
    long epoch() {
        return epoch;
    }

    /** The last position that the log is known to have. */
    long head() {
        return head;
    }

    /** The end of the log, as far as this node wrote it. */
    Tail tail() {
        return tail;
    }

    boolean isGone() {
        return gone;
    }

    List<Walker> walkers() {
        return walkers;
    }

    Walker walker(String subscriber) {
        return walkers.stream()
                .filter(each -> each.subscriberName().equals(subscriber))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no subscriber " + subscriber));
    }

    /**
     * Has the workspace looked at.
     *
     * @param position the log reaches so far at least
     * @return false when the territory is given up, and a new one is needed
     */
    boolean wake(long position) {
        return wake(position, false);
    }

    /**
     * Has the workspace looked at, to which this node has appended. Another node that works here is told.
     *
     * @return false when the territory is given up, and a new one is needed
     */
    boolean appended(List<Event> events) {
        tail.add(events);
        return wake(events.getLast().position(), true);
    }

    private boolean wake(long position, boolean appendedHere) {
        lock.lock();
        try {
            if (gone) {
                return false;
            }
            head = Math.max(head, position);
            usedAt = System.nanoTime();
            if (epoch != 0) {
                walkers.forEach(turns::ask);
            } else if (foreign && usedAt - foreignUntil < 0) {
                if (appendedHere) {
                    hints.accept(workspaceId, head);
                }
            } else {
                hintDue |= appendedHere;
                turns.ask(this);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Has those walkers go on that have reason to: stopped over a fault, or with a checkpoint to store. */
    void nudge() {
        for (Walker walker : walkers) {
            if (walker.isStalled() || walker.isAheadOfCheckpoint()) {
                walker.storeCheckpoint();
                turns.ask(walker);
            }
        }
        if (hasNothingToDo()) {
            tail.clear();
        }
        if (isIdleFor(tools.settings().idleAfter().toNanos())) {
            turns.ask(this);
        }
    }

    /** Has events tried again that failed before. */
    void retry() {
        walkers.forEach(Walker::lookForRetries);
    }

    /** The lease is no longer held as it was in this epoch. */
    void lost(long lostEpoch) {
        lock.lock();
        try {
            if (epoch == lostEpoch) {
                epoch = 0;
                turns.ask(this);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean take() {
        try {
            if (!giveUpIfIdle() && epoch == 0) {
                acquire();
            }
        } catch (SQLException | RuntimeException e) {
            log.warn("[{}] the lease cannot be had: {}", workspaceId, e.toString());
        }
        return false;
    }

    private void acquire() throws SQLException {
        Optional<Held> acquired = leases.acquire(workspaceId);
        lock.lock();
        try {
            if (acquired.isPresent()) {
                epoch = acquired.get().epoch();
                head = Math.max(head, acquired.get().head());
                foreign = false;
                walkers.forEach(turns::ask);
            } else {
                foreign = true;
                foreignUntil = System.nanoTime() + tools.settings().poll().toNanos();
                if (hintDue) {
                    hints.accept(workspaceId, head);
                }
            }
            hintDue = false;
        } finally {
            lock.unlock();
        }
    }

    private boolean giveUpIfIdle() throws SQLException {
        long held;
        lock.lock();
        try {
            if (gone || !isIdleFor(tools.settings().idleAfter().toNanos())) {
                return gone;
            }
            held = epoch;
            epoch = 0;
            gone = true;
        } finally {
            lock.unlock();
        }
        if (held != 0) {
            long end = leases.release(workspaceId, held);
            if (end > head) {
                tools.forgotten().accept(workspaceId, end);
            }
        }
        return true;
    }

    private boolean isIdleFor(long nanos) {
        return System.nanoTime() - usedAt > nanos && hasNothingToDo();
    }

    /** True where another node works, too. */
    private boolean hasNothingToDo() {
        return epoch == 0 || walkers.stream().allMatch(walker -> walker.isDone(head));
    }
}
