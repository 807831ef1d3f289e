package dev.synap.core.log;

import dev.synap.core.event.Event;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The log: per workspace, an append-only sequence of events.
 *
 * <p>Whatever the number of writers and nodes: an acknowledged append is durable; positions of a
 * workspace and versions of a subject run 1, 2, 3 … without gap or repeat; a reader that has seen
 * position p never finds a new event at or below p; an event is never changed or removed.
 *
 * <p>Thread-safe. Every method may throw {@link dev.synap.core.error.StoreUnavailableException}.
 */
public interface EventLog extends AutoCloseable {

    /**
     * Appends all events of the request or none, and returns when they are durable. The same request sent
     * again gives the first result. A workspace that has no log yet gets one.
     *
     * @throws dev.synap.core.error.OverloadedException when too many appends wait already
     */
    AppendResult append(AppendRequest request);

    /** The event with this id. */
    Optional<Event> get(String workspaceId, String eventId);

    /** A subject's events up to a point in history, by version. Pages are keyed by version. */
    Page history(String workspaceId, String subjectId, AsOf asOf, PageRequest page);

    /** The events that a query finds, by position. Pages are keyed by position. */
    Page query(String workspaceId, EventQuery query, PageRequest page);

    /**
     * All events after a position, oldest first, in constant memory, up to the last one at the time of the
     * call. The stream must be closed.
     */
    Stream<Event> stream(String workspaceId, long afterPosition);

    /** The position of the last event; 0 for an empty log. */
    long position(String workspaceId);

    /**
     * Hands over all events after a position, first those that exist, then new ones as they come, in
     * order, without gap or repeat. The subscriber is called from one thread; when it throws, it gets the
     * same event again after a pause.
     */
    Subscription subscribe(String workspaceId, long afterPosition, Consumer<Event> subscriber);

    /** Reads the whole log and checks every event against the hash chain. */
    Verification verify(String workspaceId);

    /**
     * Ends all subscriptions, lets the appends that wait come to their end, and takes no more: one that
     * comes later throws {@link IllegalStateException}. Closing twice is safe.
     */
    @Override
    void close();
}
