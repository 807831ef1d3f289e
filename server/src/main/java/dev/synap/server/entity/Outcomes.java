package dev.synap.server.entity;

import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.core.write.DerivedIds;
import dev.synap.server.entity.Outcome.Open;
import dev.synap.server.entity.Outcome.Proposed;
import dev.synap.server.entity.Outcome.Rejected;
import dev.synap.server.entity.Outcome.Validated;
import dev.synap.server.worker.WriteWorker;
import dev.synap.store.feed.Feed;
import dev.synap.store.projection.Projections;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out what became of requests, and waits for it.
 *
 * <p>Thread-safe.
 */
public final class Outcomes {

    /** How long a caller waits at most. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventLog log;
    private final Feed feed;

    public Outcomes(EventLog log, Feed feed) {
        this.log = log;
        this.feed = feed;
    }

    /**
     * Waits until a request has ended and the lists show it, for ten seconds at most.
     *
     * @param position where the request stands in the log
     */
    public Outcome await(String workspaceId, String requestId, long position) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        if (!feed.await(WriteWorker.NAME, workspaceId, position, PATIENCE)) {
            return new Open();
        }
        Outcome outcome = find(workspaceId, requestId);
        long end = switch (outcome) {
            case Validated(long at, var _) -> at;
            case Proposed(long at, var _) -> at;
            case Rejected _, Open _ -> 0;
        };
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        return end == 0 || feed.await(Projections.NAME, workspaceId, end, left) ? outcome : new Open();
    }

    /** What became of a request so far. */
    public Outcome find(String workspaceId, String requestId) {
        return event(workspaceId, requestId, "validated")
                .<Outcome>map(event -> new Validated(event.position(), event.data()))
                .or(() -> event(workspaceId, requestId, "rejected")
                        .map(event -> new Rejected(event.position(), event.data())))
                .or(() -> event(workspaceId, requestId, "proposed")
                        .map(event -> new Proposed(event.position(), event.data())))
                .orElseGet(Open::new);
    }

    private Optional<Event> event(String workspaceId, String requestId, String name) {
        // An import may have taken the id for something else.
        String id = DerivedIds.event(requestId, name);
        return feed.recent(workspaceId, id)
                .or(() -> log.get(workspaceId, id))
                .filter(event -> event.type().endsWith("." + name));
    }
}
