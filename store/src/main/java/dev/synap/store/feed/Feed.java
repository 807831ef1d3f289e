package dev.synap.store.feed;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.store.Database;
import dev.synap.store.log.AppendListener;
import dev.synap.store.log.PostgresEventLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes subscribers through the log of every workspace, from its first event on, each event exactly once in
 * effect. Any number of nodes share the work by nothing but the database: a workspace is worked on by one
 * node at a time, most often the one that appends to it, and another goes on when that one dies.
 *
 * <p>All nodes must have the same subscribers. Thread-safe.
 */
public final class Feed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final long AWAIT_SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final PostgresEventLog events;
    private final List<Subscriber> subscribers;
    private final FeedTools tools;
    private final Leases leases;
    private final Turns turns;
    private final NodeSession session;
    private final HintListener listener;
    private final FeedWatch watch;
    private final AppendListener hook = this::appended;
    private final Map<String, Territory> territories = new ConcurrentHashMap<>();
    private State state = State.NEW;

    private enum State {
        NEW,
        RUNNING,
        CLOSED
    }

    /**
     * A feed that is not started yet.
     *
     * @param database stays open when the feed is closed
     * @param events the log of this process, whose appends wake the feed at once; to be closed after the feed
     */
    public Feed(Database database, PostgresEventLog events, List<Subscriber> subscribers, FeedSettings settings) {
        this.events = events;
        this.subscribers = List.copyOf(subscribers);
        List<String> names = subscribers.stream().map(Subscriber::name).toList();
        names.forEach(name -> Ids.check("subscriber", name));
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("two subscribers have one name: " + names);
        }
        DataSource dataSource = database.dataSource();
        String nodeId = Ids.random().next("node");
        this.turns = new Turns(settings.concurrency());
        this.leases = new Leases(dataSource, nodeId);
        this.watch = new FeedWatch(this, leases, new ParkedTable(dataSource), new Sweep(dataSource, names), settings);
        this.session = new NodeSession(database, nodeId, settings.leaseFor(), watch::lookEverywhere);
        this.listener = new HintListener(database, nodeId, this::wake);
        this.tools = new FeedTools(
                nodeId,
                settings,
                new BatchReader(dataSource, settings.batchEvents(), settings.batchBytes()),
                new Checkpoints(dataSource),
                new ParkedTable(dataSource),
                new Commits(dataSource, events),
                session::hasPeers,
                this::wake);
    }

    /**
     * Begins, where the subscribers left off. Starting twice is safe.
     *
     * @throws StoreUnavailableException when the database cannot be reached
     */
    public synchronized void start() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("the feed is closed");
        }
        if (state == State.NEW) {
            try {
                session.start();
            } catch (SQLException e) {
                throw new StoreUnavailableException("the feed cannot start: " + e.getMessage(), e);
            }
            state = State.RUNNING;
            listener.start();
            events.addListener(hook);
            watch.start();
        }
    }

    /**
     * Waits until a subscriber has handled a workspace up to a position, or set aside what it could not handle.
     *
     * @return false when the patience ran out before, or the thread was interrupted
     * @throws IllegalArgumentException when there is no such subscriber
     */
    public boolean await(String subscriber, String workspaceId, long position, Duration patience) {
        check(subscriber);
        long end = System.nanoTime() + patience.toNanos();
        long pause = TimeUnit.MILLISECONDS.toNanos(1);
        try {
            while (true) {
                long left = end - System.nanoTime();
                Territory held = held(workspaceId);
                if (held != null) {
                    long slice = Math.clamp(left, 0, AWAIT_SLICE_NANOS);
                    if (held.walker(subscriber).progress().await(position, slice)) {
                        return true;
                    }
                } else if (tools.checkpoints().read(workspaceId, subscriber) >= position) {
                    return true;
                } else {
                    TimeUnit.NANOSECONDS.sleep(Math.clamp(left, 0, pause));
                    pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
                }
                if (left <= 0) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The position up to which a subscriber has handled a workspace; 0 before the first event. */
    public long position(String subscriber, String workspaceId) {
        check(subscriber);
        Territory held = held(workspaceId);
        long walked = held == null ? 0 : held.walker(subscriber).progress().position();
        return walked > 0 ? walked : tools.checkpoints().read(workspaceId, subscriber);
    }

    /** The event with this id, if this node appended it a moment ago; the log knows all others. */
    public Optional<Event> recent(String workspaceId, String eventId) {
        Territory territory = territories.get(workspaceId);
        return territory == null ? Optional.empty() : territory.tail().find(eventId);
    }

    /** The names of the subscribers. */
    public List<String> subscribers() {
        return subscribers.stream().map(Subscriber::name).toList();
    }

    /** Has a workspace looked at, whose log is said to reach so far. */
    void wake(String workspaceId, long position) {
        visit(workspaceId, territory -> territory.wake(position));
    }

    private void appended(String workspaceId, List<Event> appended) {
        visit(workspaceId, territory -> territory.appended(appended));
    }

    private void visit(String workspaceId, Predicate<Territory> visit) {
        while (true) {
            Territory territory = territories.computeIfAbsent(workspaceId, this::discover);
            if (visit.test(territory)) {
                return;
            }
            territories.remove(workspaceId, territory);
        }
    }

    /** The workspaces that this node knows something of. */
    Map<String, Territory> territories() {
        return territories;
    }

    private Territory discover(String workspaceId) {
        return new Territory(workspaceId, subscribers, tools, leases, turns, session::hint);
    }

    private @Nullable Territory held(String workspaceId) {
        Territory territory = territories.get(workspaceId);
        return territory != null && territory.epoch() != 0 ? territory : null;
    }

    private void check(String subscriber) {
        if (subscribers.stream().noneMatch(each -> each.name().equals(subscriber))) {
            throw new IllegalArgumentException("there is no subscriber " + subscriber);
        }
    }

    /** Lets what is being handled come to its end, and leaves the workspaces to other nodes. Closing twice is safe. */
    @Override
    public synchronized void close() {
        if (state == State.RUNNING) {
            events.removeListener(hook);
            watch.close();
            listener.close();
            turns.close();
            territories.values().forEach(territory -> territory.walkers().forEach(Walker::leave));
            try {
                leases.releaseAll();
            } catch (SQLException e) {
                log.warn("the leases are left to expire: {}", e.getMessage());
            }
            session.close();
        }
        state = State.CLOSED;
    }
}
