package dev.synap.client;

import java.time.Duration;

/**
 * A write that is durably requested and not decided yet, or not known to be: {@link #andWait()}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Requested<T> implements WriteResult<T> {

    private final String requestId;
    private final String subjectId;
    private final long position;
    private final Question<T> again;

    Requested(String requestId, String subjectId, long position, Question<T> again) {
        this.requestId = requestId;
        this.subjectId = subjectId;
        this.position = position;
        this.again = again;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public String subjectId() {
        return subjectId;
    }

    /** Where the request stands in the log. */
    public long position() {
        return position;
    }

    @Override
    public WriteResult<T> andWait() {
        return again.ask();
    }

    @Override
    public WriteResult<T> andWait(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        WriteResult<T> result = again.ask();
        while (result instanceof Requested<T> && System.nanoTime() < deadline) {
            result = again.ask();
        }
        return result;
    }

    @Override
    public String toString() {
        return "Requested[requestId=%s, subjectId=%s, position=%d]".formatted(requestId, subjectId, position);
    }

    /** Sends the same request again, and waits: it has an id, so that it is stored once. */
    interface Question<T> {
        WriteResult<T> ask();
    }
}
