package dev.synap.server.realtime;

import dev.synap.server.security.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connected client whose user is known.
 *
 * <p>Thread-safe.
 */
final class Visitor {

    private static final Logger log = LoggerFactory.getLogger(Visitor.class);
    private static final Executor ASIDE =
            task -> Thread.ofVirtual().name("realtime").start(task);
    private static final long PATIENCE_SECONDS = 30;

    private final UUID id;
    private final Caller caller;
    private final ClientWire wire;
    private final Outbox outbox;
    private final Consumer<Visitor> backlogged;
    private final AtomicBoolean cut = new AtomicBoolean();
    private final Map<Place, Seat> seats = new HashMap<>();
    private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
    private boolean gone;

    /** @param backlogged told when messages wait for the client to read */
    Visitor(UUID id, Caller caller, ClientWire wire, Consumer<Visitor> backlogged) {
        this.id = id;
        this.caller = caller;
        this.wire = wire;
        this.outbox = new Outbox(wire);
        this.backlogged = backlogged;
    }

    UUID id() {
        return id;
    }

    Caller caller() {
        return caller;
    }

    boolean isOpen() {
        return wire.isOpen();
    }

    /** Does what the client asks for, one after the other, and not on the thread that serves its connection. */
    synchronized void inTurn(Runnable task) {
        work = work.thenRunAsync(task, ASIDE).exceptionally(e -> {
            log.error("what {} asked for failed", caller.userId(), e);
            return null;
        });
    }

    /** Sends a message that is not to be had again, or breaks off with a client that does not read. */
    void send(Message message) {
        if (!outbox.add(message)) {
            cutOff();
        }
        flushSoon();
    }

    /** Sends a message unless too many wait for the client to read. */
    boolean offer(Message message) {
        boolean taken = outbox.offer(message);
        flushSoon();
        return taken;
    }

    /** Sends a message once the client has read enough of those before, or breaks off with one that does not read. */
    void sendInTime(Message message) throws InterruptedException {
        flushSoon();
        if (!outbox.put(message, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            cutOff();
        }
        flushSoon();
    }

    private void flushSoon() {
        if (!outbox.flush()) {
            backlogged.accept(this);
        }
    }

    /** Sends what could not be sent before; whether nothing is left. */
    boolean flush() {
        return outbox.flush();
    }

    void nudge() {
        wire.nudge();
    }

    /** Breaks off with a client that is too slow. */
    void cutOff() {
        if (cut.compareAndSet(false, true)) {
            log.info("{} reads too slowly and is cut off", caller.userId());
            // Elsewhere, for who finds out holds a workspace's lock.
            ASIDE.execute(wire::cut);
        }
    }

    /** Breaks off; the client comes back by itself. */
    void cut() {
        wire.cut();
    }

    /** Ends the connection for good. */
    void disconnect() {
        wire.disconnect();
    }

    /** Takes a seat, in the place of one that it had there; false when the client has gone, or has too many. */
    synchronized boolean take(Seat seat, int max) {
        if (gone || (seats.size() >= max && !seats.containsKey(seat.place()))) {
            return false;
        }
        seats.put(seat.place(), seat);
        return true;
    }

    synchronized void giveUp(Seat seat) {
        seats.remove(seat.place(), seat);
    }

    synchronized boolean has(Seat seat) {
        return seats.get(seat.place()) == seat;
    }

    synchronized Optional<Seat> seat(Place place) {
        return Optional.ofNullable(seats.get(place));
    }

    synchronized List<Seat> seats() {
        return List.copyOf(seats.values());
    }

    /** The client has gone; these seats are to be left. */
    synchronized List<Seat> go() {
        gone = true;
        outbox.close();
        List<Seat> left = new ArrayList<>(seats.values());
        seats.clear();
        return left;
    }
}
