package dev.synap.server.realtime;

import dev.synap.core.error.SynapException;
import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.server.realtime.WorkspaceRoom.Beginning;
import dev.synap.store.feed.Feed;
import dev.synap.store.projection.Projections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of all workspaces that a client on this node listens to.
 *
 * <p>Thread-safe.
 */
final class WorkspaceRooms implements WorkspaceRoom.Host {

    private static final Logger log = LoggerFactory.getLogger(WorkspaceRooms.class);
    private static final int PAGE = 200;

    /** Who falls so far behind is cut off, and told to reload when they come back. */
    private static final long TOO_FAR_BEHIND = 2 * WorkspaceRoom.MAX_MISSED;

    private final EventLog events;
    private final Feed feed;
    private final Notices notices;
    private final Admittance admittance;
    private final Map<String, WorkspaceRoom> rooms = new ConcurrentHashMap<>();

    WorkspaceRooms(EventLog events, Feed feed, Admittance admittance) {
        this.events = events;
        this.feed = feed;
        this.notices = new Notices(events);
        this.admittance = admittance;
    }

    /**
     * Lets a seat into its workspace's room, and gives it what it has missed.
     *
     * @param ready told before the first message is sent
     */
    void enter(Seat seat, @Nullable Long after, Consumer<Beginning> ready) {
        String workspaceId = seat.place().workspaceId();
        boolean unknown = after != null && after > events.position(workspaceId);
        Consumer<Beginning> begin = unknown ? known -> ready.accept(new Beginning(known.position(), 0, true)) : ready;
        while (true) {
            WorkspaceRoom room = rooms.computeIfAbsent(workspaceId, this::open);
            if (room.enter(seat, unknown ? null : after, begin)) {
                // Whoever lost their rights while they came in was not in the room to be put out.
                if (!mayStay(seat)) {
                    room.remove(seat, WorkspaceRoom.TAKEN_AWAY);
                    close(room);
                } else if (!seat.isLive()) {
                    fellBehind(room, seat);
                }
                return;
            }
            rooms.remove(workspaceId, room);
        }
    }

    /** Lets a seat go. */
    void leave(Seat seat, @Nullable String reason) {
        WorkspaceRoom room = rooms.get(seat.place().workspaceId());
        if (room != null) {
            room.remove(seat, reason);
            close(room);
        }
    }

    /** The room that a seat is in, if it still is. */
    @Nullable
    WorkspaceRoom of(Seat seat) {
        WorkspaceRoom room = rooms.get(seat.place().workspaceId());
        return room != null && room.has(seat) ? room : null;
    }

    void tellPositions() {
        rooms.values().forEach(WorkspaceRoom::tellPositions);
    }

    void tellPresences() {
        rooms.values().forEach(WorkspaceRoom::tellPresences);
    }

    /** Closes the rooms that everybody has left. */
    void closeEmpty() {
        rooms.values().forEach(this::close);
    }

    /** Ends all subscriptions, and waits for that. */
    void closeAll() {
        rooms.values().forEach(WorkspaceRoom::end);
        rooms.clear();
    }

    private WorkspaceRoom open(String workspaceId) {
        long position = feed.position(Projections.NAME, workspaceId);
        WorkspaceRoom room = new WorkspaceRoom(workspaceId, position, new ShownPosition(feed, workspaceId), this);
        room.keep(events.subscribe(workspaceId, position, room::deliver));
        return room;
    }

    private void close(WorkspaceRoom room) {
        if (room.closeIfEmpty() && rooms.remove(room.workspaceId(), room)) {
            // The subscription may be at work in the room just now.
            Thread.ofVirtual().name("close-" + room.workspaceId()).start(room::end);
        }
    }

    @Override
    public Notice notice(Event event) {
        return notices.of(event);
    }

    @Override
    public boolean mayStay(Seat seat) {
        return admittance.mayStay(seat);
    }

    @Override
    public void fellBehind(WorkspaceRoom room, Seat seat) {
        Thread.ofVirtual().name("catch-up-" + room.workspaceId()).start(() -> catchUp(room, seat));
    }

    private void catchUp(WorkspaceRoom room, Seat seat) {
        try {
            while (!room.join(seat)) {
                try {
                    giveMissed(room, seat);
                } catch (SynapException e) {
                    log.warn("[{}] a client waits for what it missed: {}", room.workspaceId(), e.code());
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives a page of what was missed, no further than the room has come. */
    private void giveMissed(WorkspaceRoom room, Seat seat) throws InterruptedException {
        long end = room.position();
        if (end - seat.given() > TOO_FAR_BEHIND) {
            seat.visitor().cutOff();
            room.remove(seat, null);
            return;
        }
        PageRequest page = PageRequest.first(PAGE).after(seat.given());
        for (Event event :
                events.query(room.workspaceId(), EventQuery.all(), page).events()) {
            if (event.position() > end || !room.has(seat)) {
                return;
            }
            seat.catchUp(notices.of(event));
        }
    }
}
