package dev.synap.server.realtime;

import dev.synap.core.event.Event;
import dev.synap.core.log.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
        locked(() -> {
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
        locked(() -> subscription = started);
    }

    /**
     * Lets a seat in.
     *
     * @param after the last position that the client has; null means that it begins now
     * @param ready told before the first message is sent; not at all when the room is closed
     */
    boolean enter(Seat seat, @Nullable Long after, Consumer<Beginning> ready) {
        lock.lock();
        try {
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
            ready.accept(new Beginning(
                    Math.max(position, seat.given()), tooMuch ? 0 : Math.max(0, position - from), tooMuch));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Makes a seat live that has been given everything so far; false while there is more. Seats that left are done. */
    boolean join(Seat seat) {
        lock.lock();
        try {
            if (seats.contains(seat) && seat.given() < position) {
                return false;
            }
            seat.goLive();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Up to where events have been handed over, and shown. */
    long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    boolean has(Seat seat) {
        lock.lock();
        try {
            return seats.contains(seat);
        } finally {
            lock.unlock();
        }
    }

    List<Seat> seats() {
        lock.lock();
        try {
            return List.copyOf(seats);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a seat go, and says so where there is a reason that the client does not know. */
    void remove(Seat seat, @Nullable String reason) {
        boolean was;
        lock.lock();
        try {
            was = seats.remove(seat);
        } finally {
            lock.unlock();
        }
        if (was) {
            seat.visitor().giveUp(seat);
            presences.leave(seat).forEach(this::tellPresence);
            if (reason != null) {
                seat.sayLeft(reason);
            }
        }
    }

    /** Tells those who see a subject who else is there. */
    void tellPresence(String subjectId) {
        Message message = presences.message(workspaceId, subjectId);
        locked(() -> seats.stream()
                .filter(seat -> seat.place().shows(subjectId))
                .forEach(seat -> seat.visitor().send(message)));
    }

    void tellPositions() {
        locked(() -> seats.forEach(Seat::tellPosition));
    }

    /** Closes the room if nobody is in it; from then on nobody gets in. */
    boolean closeIfEmpty() {
        lock.lock();
        try {
            closed |= seats.isEmpty();
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the subscription, and waits for that. */
    void end() {
        Subscription running;
        lock.lock();
        try {
            closed = true;
            running = subscription;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.close();
        }
    }

    private List<Seat> seatsOf(Notice notice) {
        List<Seat> concerned = new ArrayList<>();
        for (Seat seat : seats()) {
            if (AccessSubjects.of(seat).contains(notice.event().subjectId())) {
                concerned.add(seat);
            }
        }
        return concerned;
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
