package dev.synap.store.feed;

import dev.synap.core.event.Event;
import dev.synap.core.log.AppendResult.Receipt;
import dev.synap.store.log.TableWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one subscriber through the log of one workspace, a batch in each turn.
 *
 * <p>A batch whose handling fails is handled again event by event; the event that fails is set aside, and with
 * it what follows on its subject, while the checkpoint goes on. Nothing is kept in memory that another node,
 * or the next turn, could not read again: after any surprise the walker starts from its checkpoint.
 */
final class Walker extends Turn {

    private static final Logger log = LoggerFactory.getLogger(Walker.class);
    private static final int MAX_CONFLICTS = 10;
    private static final int STRICT_TRIES = 2;
    private static final int MAX_RETRIES_A_TURN = 50;

    private final Subscriber subscriber;
    private final Territory territory;
    private final FeedTools tools;
    private final Progress progress = new Progress();
    private final Set<String> setAside = new HashSet<>();

    private @Nullable Claim claim;
    private volatile long checkpoint;
    private Instant recordedAt = Instant.EPOCH;
    private volatile boolean lookForRetries;
    private volatile boolean store;
    private volatile boolean stalled;

    Walker(Subscriber subscriber, Territory territory, FeedTools tools) {
        this.subscriber = subscriber;
        this.territory = territory;
        this.tools = tools;
    }

    String subscriberName() {
        return subscriber.name();
    }

    Progress progress() {
        return progress;
    }

    /** Whether it has come to the end, and everything that it knows is stored. */
    boolean isDone(long head) {
        return isIdle() && !stalled && progress.position() >= head && checkpoint == progress.position();
    }

    /** Whether it stopped over a fault that may have passed by now. */
    boolean isStalled() {
        return stalled;
    }

    /** Whether it has come further than its checkpoint says. */
    boolean isAheadOfCheckpoint() {
        return checkpoint < progress.position();
    }

    /** Has the next turn look for events to try again. */
    void lookForRetries() {
        lookForRetries = true;
    }

    /** Has the checkpoint stored when the walker comes to the end. */
    void storeCheckpoint() {
        store = true;
    }

    @Override
    boolean take() {
        long epoch = territory.epoch();
        if (epoch == 0) {
            return false;
        }
        try {
            Claim current = claim;
            if (current == null || current.epoch() != epoch) {
                current = start(epoch);
            }
            if (lookForRetries) {
                retry(current);
            }
            return walk(current) || lookForRetries;
        } catch (TurnLostException e) {
            log.debug("{}", e.getMessage());
            startOver();
            territory.lost(epoch);
            return false;
        } catch (RuntimeException | Error e) {
            log.warn(
                    "[{}] {} waits behind position {}: {}",
                    territory.workspaceId(),
                    subscriber.name(),
                    checkpoint,
                    e.toString());
            startOver();
            stalled = true;
            return false;
        }
    }

    /** Stores how far it has come, before another node goes on from there; to be called when no turn runs. */
    void leave() {
        Claim current = claim;
        if (current != null && isAheadOfCheckpoint()) {
            try {
                tools.commits().pass(current, checkpoint, progress.position());
            } catch (RuntimeException e) {
                log.debug(
                        "[{}] {} leaves its checkpoint behind: {}",
                        current.workspaceId(),
                        subscriber.name(),
                        e.getMessage());
            }
        }
    }

    private Claim start(long epoch) {
        subscriber.forget(territory.workspaceId());
        Claim started = new Claim(subscriber.name(), territory.workspaceId(), tools.nodeId(), epoch);
        checkpoint = tools.checkpoints().open(territory.workspaceId(), subscriber.name());
        setAside.clear();
        setAside.addAll(tools.parked().subjects(territory.workspaceId(), subscriber.name()));
        lookForRetries = !setAside.isEmpty();
        recordedAt = Instant.EPOCH;
        progress.moveTo(checkpoint);
        claim = started;
        stalled = false;
        return started;
    }

    private void startOver() {
        claim = null;
        subscriber.forget(territory.workspaceId());
    }

    /** Handles the next batch; whether there may be more. */
    private boolean walk(Claim current) {
        long position = progress.position();
        boolean knownToEnd = position >= territory.head() && position > 0;
        List<Event> events = knownToEnd ? List.of() : next(position);
        if (events.isEmpty()) {
            if (isAheadOfCheckpoint() && (store || tools.hasPeers())) {
                store = false;
                tools.commits().pass(current, checkpoint, position);
                checkpoint = position;
            }
            return false;
        }
        handle(current, events);
        recordedAt = events.getLast().recordedAt();
        return progress.position() < territory.head();
    }

    private List<Event> next(long position) {
        List<Event> remembered =
                territory.tail().after(position, tools.settings().batchEvents() * subscriber.batchesAtOnce());
        return remembered.isEmpty()
                ? tools.reader().after(territory.workspaceId(), position, recordedAt, subscriber.batchesAtOnce())
                : remembered;
    }

    private void handle(Claim current, List<Event> events) {
        List<Event> wanted = new ArrayList<>(events.size());
        List<ParkedRow> waiting = new ArrayList<>();
        Instant now = tools.now();
        for (Event event : events) {
            lookForRetries |= Parked.isAudit(event.type());
            if (subscriber.wants(event.type())) {
                if (setAside.contains(event.subjectId())) {
                    waiting.add(ParkedRow.waiting(subscriber.name(), event, now));
                } else {
                    wanted.add(event);
                }
            }
        }
        long to = events.getLast().position();
        try {
            boolean nothingToDo = wanted.isEmpty() && waiting.isEmpty();
            progress.moveTo(nothingToDo ? to : commit(current, wanted, to, ParkedTable.add(waiting)));
        } catch (HandlerFailedException e) {
            subscriber.forget(current.workspaceId());
            handleOneByOne(current, events);
        }
    }

    private void handleOneByOne(Claim current, List<Event> events) {
        for (Event event : events) {
            if (subscriber.wants(event.type())) {
                ParkedRow row = ParkedRow.waiting(subscriber.name(), event, tools.now());
                if (setAside.contains(event.subjectId())) {
                    commit(current, List.of(), event.position(), ParkedTable.add(List.of(row)));
                } else {
                    handleOrSetAside(current, event, row);
                }
            }
            progress.moveTo(Math.max(progress.position(), event.position()));
        }
    }

    private void handleOrSetAside(Claim current, Event event, ParkedRow row) {
        try {
            commit(current, List.of(event), event.position(), TableWork.NONE);
        } catch (HandlerFailedException e) {
            subscriber.forget(current.workspaceId());
            ParkedRow failed = row.failed(e.reason(), tools.backoff(), tools.now());
            warn(failed);
            commit(current, List.of(), event.position(), ParkedTable.add(List.of(failed)));
            setAside.add(event.subjectId());
        }
    }

    /** Tries again what is due, or some of it. */
    private void retry(Claim current) {
        lookForRetries = false;
        for (int i = 0; i < MAX_RETRIES_A_TURN; i++) {
            ParkedRow due = tools.parked().nextDue(current.workspaceId(), current.subscriber(), tools.now());
            if (due == null) {
                setAside.retainAll(tools.parked().subjects(current.workspaceId(), current.subscriber()));
                return;
            }
            Event event = tools.reader().at(due.workspaceId(), due.position()).orElseThrow();
            try {
                commit(current, List.of(event), checkpoint, c -> ParkedTable.remove(c, due, tools.now()));
            } catch (HandlerFailedException e) {
                subscriber.forget(current.workspaceId());
                ParkedRow failed = due.failed(e.reason(), tools.backoff(), tools.now());
                warn(failed);
                commit(current, List.of(), checkpoint, ParkedTable.failAgain(failed));
            }
        }
        lookForRetries = true;
    }

    /**
     * Has the subscriber react and makes that take effect, as often as versions have moved on meanwhile.
     *
     * @return how far the subscriber has come: beyond {@code to} where only events of its own stand behind it
     */
    private long commit(Claim current, List<Event> events, long to, TableWork more) {
        for (int i = 0; i < MAX_CONFLICTS; i++) {
            Reaction reaction = events.isEmpty() ? Reaction.nothing() : react(current.workspaceId(), events);
            if (reaction.passes() && more == TableWork.NONE) {
                return to;
            }
            Optional<List<Receipt>> written =
                    tools.commits().commit(current, checkpoint, to, reaction, more, i >= STRICT_TRIES);
            if (written.isPresent()) {
                checkpoint = to;
                return behindOwn(to, reaction, written.get());
            }
            subscriber.forget(current.workspaceId());
        }
        throw new PassingFaultException("versions moved on " + MAX_CONFLICTS + " times in a row");
    }

    private long behindOwn(long to, Reaction reaction, List<Receipt> own) {
        boolean passes = !own.isEmpty()
                && own.getFirst().position() == to + 1
                && reaction.following().stream().noneMatch(event -> subscriber.wants(event.type()));
        return passes ? own.getLast().position() : to;
    }

    private Reaction react(String workspaceId, List<Event> events) {
        try {
            return subscriber.react(workspaceId, events);
        } catch (RuntimeException | Error e) {
            throw Faults.sort(e);
        }
    }

    private static void warn(ParkedRow row) {
        log.warn(
                "[{}/{}] {} failed at {} ({}), attempt {}{}: {}",
                row.workspaceId(),
                row.subjectId(),
                row.subscriber(),
                row.eventId(),
                row.eventType(),
                row.attempts(),
                row.parked() ? ", parked" : "",
                row.error());
    }
}
