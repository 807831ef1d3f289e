package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.core.log.Subscription;
import dev.synap.core.log.Verification;
import dev.synap.store.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The log on PostgreSQL. A workspace's appends go through one of a few lanes, each of which writes what
 * waits as one batch over a connection of its own.
 *
 * <p>Thread-safe.
 */
public final class PostgresEventLog implements EventLog {

    private static final int LANES = 2;

    private final Database database;
    private final EventReader reader;
    private final GrowthWatch watch;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final List<AppendLane> lanes = new ArrayList<>();
    private final GrowthListener growth;
    private final List<AppendListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param database stays open when the log is closed
     * @param clock tells when events are recorded
     * @param growth told of subjects that have grown, as those who keep snapshots want to know
     */
    public PostgresEventLog(Database database, Clock clock, GrowthListener growth) {
        this.database = database;
        this.reader = new EventReader(database.dataSource());
        this.watch = new GrowthWatch(reader);
        this.growth = growth;
        for (int i = 0; i < LANES; i++) {
            BatchAppender appender = new BatchAppender(database, clock, this::afterCommit);
            lanes.add(new AppendLane(appender));
        }
    }

    @Override
    public AppendResult append(AppendRequest request) {
        return append(request, TableWork.NONE);
    }

    /**
     * Appends as {@link #append(AppendRequest)} does, and writes tables in the same transaction: both become
     * durable or neither. The work is done for a repeated append too, and not at all for one that is refused.
     *
     * @throws TableWorkException when the work failed through no fault of the connection; nothing was stored,
     *     and appends that are written together with this one are not affected
     */
    public AppendResult append(AppendRequest request, TableWork tables) {
        int lane = Math.floorMod(request.workspaceId().hashCode(), lanes.size());
        return lanes.get(lane).append(request, tables);
    }

    /** Has the listener told of every append from now on. */
    public void addListener(AppendListener listener) {
        listeners.add(listener);
    }

    /** Tells the listener no more; one that is being told right now may still be. */
    public void removeListener(AppendListener listener) {
        listeners.remove(listener);
    }

    @Override
    public Optional<Event> get(String workspaceId, String eventId) {
        return reader.byId(workspaceId, eventId);
    }

    @Override
    public Page history(String workspaceId, String subjectId, AsOf asOf, PageRequest page) {
        return reader.history(workspaceId, subjectId, asOf, page);
    }

    @Override
    public Page query(String workspaceId, EventQuery query, PageRequest page) {
        return reader.query(workspaceId, query, page);
    }

    @Override
    public Stream<Event> stream(String workspaceId, long afterPosition) {
        return EventStream.open(database.dataSource(), workspaceId, afterPosition);
    }

    @Override
    public long position(String workspaceId) {
        return reader.position(workspaceId);
    }

    @Override
    public Subscription subscribe(String workspaceId, long afterPosition, Consumer<Event> subscriber) {
        PollingSubscription subscription =
                new PollingSubscription(reader, watch, workspaceId, afterPosition, subscriber);
        subscriptions.removeIf(each -> each instanceof PollingSubscription polling && polling.isClosed());
        subscriptions.add(subscription);
        return subscription.start();
    }

    @Override
    public Verification verify(String workspaceId) {
        return LogVerification.run(database.dataSource(), workspaceId);
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        watch.close();
        lanes.forEach(AppendLane::close);
    }

    private void afterCommit(AppendPlan plan) {
        if (!plan.events().isEmpty()) {
            plan.forEachWorkspace(watch::appended);
            listeners.forEach(plan::forEachWorkspace);
            plan.forEachSubject(growth);
        }
    }
}
