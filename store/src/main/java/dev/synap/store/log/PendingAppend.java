package dev.synap.store.log;

import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One caller's append on its way through a lane, and the place where the caller waits for it. The caller
 * wakes up for one of two reasons: its append is settled, or it is its turn to lead.
 */
final class PendingAppend {

    private final AppendRequest request;
    private final TableWork tables;
    private final Thread caller = Thread.currentThread();

    private @Nullable AppendResult result;
    private @Nullable RuntimeException failure;
    private volatile boolean settled;
    private volatile boolean leading;

    PendingAppend(AppendRequest request, TableWork tables) {
        this.request = request;
        this.tables = tables;
    }

    AppendRequest request() {
        return request;
    }

    /** What to write in the same transaction. */
    TableWork tables() {
        return tables;
    }

    boolean writesTables() {
        return tables != TableWork.NONE;
    }

    int eventCount() {
        return request.events().size();
    }

    /** About how much memory writing it takes, in characters of JSON. */
    long weight() {
        return request.events().stream()
                .mapToLong(event ->
                        event.data().text().length() + event.metadata().text().length())
                .sum();
    }

    void settle(AppendResult outcome) {
        result = outcome;
        settled = true;
        wake();
    }

    void fail(RuntimeException cause) {
        failure = cause;
        settled = true;
        wake();
    }

    /** Makes this caller the next to write a batch. */
    void promote() {
        leading = true;
        wake();
    }

    boolean isSettled() {
        return settled;
    }

    /** Waits until settled or promoted; an interrupt is kept for later, for the append is under way. */
    void await() {
        boolean interrupted = false;
        while (!settled && !leading) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What became of the append; to be called once it is settled. */
    AppendResult outcome() {
        if (failure != null) {
            throw failure;
        }
        if (result == null) {
            throw new IllegalStateException("the append is not settled yet");
        }
        return result;
    }

    private void wake() {
        if (caller != Thread.currentThread()) {
            LockSupport.unpark(caller);
        }
    }
}
