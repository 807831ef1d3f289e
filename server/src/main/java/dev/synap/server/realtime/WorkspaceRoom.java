package dev.synap.server.realtime;

import dev.synap.core.event.Event;
import dev.synap.core.log.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one workspace on this node, who share one subscription to its log. Under its lock nothing waits: not
 * for the database, nor for a client.
 *
 * <p>Thread-safe.
 */
final class WorkspaceRoom {

    /** More is not sent one by one: the client does better to read anew. */
    static final long MAX_MISSED = 10_000;

    static final String TAKEN_AWAY = "access was taken away";

    /** How a seat begins. */
    record Beginning(long position, long missed, boolean reload) {}

    /** Whose room it is. */
    interface Host {

        /** What clients are told of an event. */
        Notice notice(Event event);

        /** Whether the rights of a seat still reach, looked up anew. */
        boolean mayStay(Seat seat);

        /** A seat could not be told at once, and is to catch up. */
        void fellBehind(WorkspaceRoom room, Seat seat);
    }

    private final String workspaceId;
    private final ShownPosition shown;
    private final Host host;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Seat> seats = new LinkedHashSet<>();
    private final Presences presences = new Presences();
    private long position;
    private boolean closed;
    private @Nullable Subscription subscription;

    /** @param position from where on it hands over events */
    WorkspaceRoom(String workspaceId, long position, ShownPosition shown, Host host) {
        this.workspaceId = workspaceId;
        this.position = position;
        this.shown = shown;
        this.host = host;
    }

    String workspaceId() {
        return workspaceId;
    }

    Presences presences() {
        return presences;
    }

    /** What the subscription calls for each event, in order. */
    void deliver(Event event) {
        Notice notice = host.notice(event);
        if (notice.message() != null) {
            shown.await(event.position());
        }
        if (notice.changesAccess()) {
            seatsOf(notice).stream().filter(seat -> !host.mayStay(seat)).forEach(seat -> remove(seat, TAKEN_AWAY));
        }
        List<Seat> behind = new ArrayList<>();
        inLock(() -> {
            position = event.position();
            seats.stream()
                    .filter(Seat::isLive)
                    .filter(seat -> !seat.give(notice))
                    .forEach(behind::add);
        });
        behind.forEach(seat -> host.fellBehind(this, seat));
    }

    /** Keeps the subscription, to end it with the room. */
    void keep(Subscription started) {
        inLock(() -> subscription = started);
    }

    /**
     * Lets a seat in.
     *
     * @param after the last position that the client has; null means that it begins now
     * @param ready told before the first message is sent; not at all when the room is closed
     */
    boolean enter(Seat seat, @Nullable Long after, Consumer<Beginning> ready) {
        return locked(() -> {
            if (closed) {
                return false;
            }
            seats.add(seat);
            long from = after == null ? position : after;
            boolean tooMuch = position - from > MAX_MISSED;
            seat.beginAt(tooMuch ? position : from);
            if (seat.given() >= position) {
                seat.goLive();
            }
            long missed = tooMuch ? 0 : Math.max(0, position - from);
            ready.accept(new Beginning(Math.max(position, seat.given()), missed, tooMuch));
            return true;
        });
    }

    /** Makes a seat live that has been given everything so far; false while there is more. Seats that left are done. */
    boolean join(Seat seat) {
        return locked(() -> {
            if (seats.contains(seat) && seat.given() < position) {
                return false;
            }
            seat.goLive();
            return true;
        });
    }

    /** Up to where events have been handed over, and shown. */
    long position() {
        return locked(() -> position);
    }

    boolean has(Seat seat) {
        return locked(() -> seats.contains(seat));
    }

    /** Lets a seat go, and says so where there is a reason that the client does not know. */
    void remove(Seat seat, @Nullable String reason) {
        if (locked(() -> seats.remove(seat))) {
            seat.visitor().giveUp(seat);
            presences.leave(seat);
            if (reason != null) {
                seat.sayLeft(reason);
            }
        }
    }

    /** Tells those who see a subject who else is there, where that has changed. */
    void tellPresences() {
        for (String subjectId : presences.takeChanged()) {
            Message message = presences.message(workspaceId, subjectId);
            inLock(() -> seats.stream()
                    .filter(seat -> seat.place().shows(subjectId))
                    .forEach(seat -> seat.visitor().send(message)));
        }
    }

    /** Tells clients how far they are, where no message did. */
    void tellPositions() {
        inLock(() -> seats.forEach(Seat::tellPosition));
    }

    /** Closes the room if nobody is in it; from then on nobody gets in. */
    boolean closeIfEmpty() {
        return locked(() -> {
            closed |= seats.isEmpty();
            return closed;
        });
    }

    /** Ends the subscription, and waits for that. */
    void end() {
        Optional<Subscription> running = locked(() -> {
            closed = true;
            return Optional.ofNullable(subscription);
        });
        running.ifPresent(Subscription::close);
    }

    /** The seats that may stand on the membership or share that an event is about. */
    private List<Seat> seatsOf(Notice notice) {
        List<Seat> all = locked(() -> List.copyOf(seats));
        return all.stream()
                .filter(seat -> AccessSubjects.of(seat).contains(notice.event().subjectId()))
                .toList();
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void inLock(Runnable action) {
        locked(() -> {
            action.run();
            return true;
        });
    }
}
