package dev.synap.server.realtime;

import java.util.Map;

/**
 * A client in a place, and how far it has been told. While it catches up, one thread of its own moves it on; from when
 * it is live, only the room, under its lock.
 */
final class Seat {

    private final Visitor visitor;
    private final Place place;
    private volatile long given;
    private volatile boolean live;
    private long told;

    Seat(Visitor visitor, Place place) {
        this.visitor = visitor;
        this.place = place;
    }

    Visitor visitor() {
        return visitor;
    }

    Place place() {
        return place;
    }

    String userId() {
        return visitor.caller().userId();
    }

    /** Up to where the client has been given everything. */
    long given() {
        return given;
    }

    boolean isLive() {
        return live;
    }

    void beginAt(long position) {
        given = position;
        told = position;
    }

    void goLive() {
        live = true;
    }

    /** Gives it what happened just now; false when the client has not read enough, and the seat is to catch up. */
    boolean give(Notice notice) {
        if (notice.position() <= given) {
            return true;
        }
        if (notice.message() != null && place.shows(notice)) {
            if (!visitor.offer(notice.message())) {
                live = false;
                return false;
            }
            told = notice.position();
        }
        given = notice.position();
        return true;
    }

    /** Gives it what it has missed, as fast as the client reads. */
    void catchUp(Notice notice) throws InterruptedException {
        if (notice.message() != null && place.shows(notice)) {
            visitor.sendInTime(notice.message());
            told = notice.position();
        }
        given = notice.position();
    }

    /** Tells the client how far it is, where no message did. */
    void tellPosition() {
        if (live && told < given) {
            told = given;
            visitor.send(Message.position(place.workspaceId(), given));
        }
    }

    /** Tells the client that it is no longer in this place. */
    void sayLeft(String reason) {
        Map<String, Object> body = place.body();
        body.put("reason", reason);
        visitor.send(new Message("left", body));
    }
}
