package dev.synap.store.feed;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is set aside.
 *
 * @param attempts how often it has failed
 * @param parked whether it has failed too often to be tried again by itself
 * @param failedAt null when it was not tried yet, but waits behind one that failed
 */
record ParkedRow(
        String subscriber,
        String workspaceId,
        long position,
        String eventId,
        String eventType,
        String subjectId,
        int attempts,
        boolean parked,
        Instant nextAttemptAt,
        @Nullable Instant failedAt,
        @Nullable String error,
        @Nullable String stack) {

    private static final int MAX_ERROR = 1_000;
    private static final int MAX_STACK = 8_000;

    String id() {
        return Ids.derived("parked", subscriber, eventId);
    }

    /** An event behind one of its subject that is set aside already. */
    static ParkedRow waiting(String subscriber, Event event, Instant now) {
        return new ParkedRow(
                subscriber,
                event.workspaceId(),
                event.position(),
                event.id(),
                event.type(),
                event.subjectId(),
                0,
                false,
                now,
                null,
                null,
                null);
    }

    /** The same event after it was tried and failed. */
    ParkedRow failed(Throwable reason, Backoff backoff, Instant now) {
        int failures = attempts + 1;
        return new ParkedRow(
                subscriber,
                workspaceId,
                position,
                eventId,
                eventType,
                subjectId,
                failures,
                backoff.isExhausted(failures),
                now.plus(backoff.after(failures)),
                now,
                text(reason.toString(), MAX_ERROR),
                text(stackOf(reason), MAX_STACK));
    }

    private static String stackOf(Throwable reason) {
        StringWriter text = new StringWriter();
        reason.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Text that fits the column; PostgreSQL keeps no NUL. */
    private static String text(String text, int limit) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= limit ? clean : clean.substring(0, limit);
    }
}
