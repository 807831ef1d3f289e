package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.log.ChainVerifier;
import dev.synap.core.log.Verification;
import dev.synap.core.log.Verification.Broken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks events in a thread of its own while the caller reads the next ones: reading and hashing take about the same
 * time. A few batches wait in between at most, each of so many events or so many bytes.
 *
 * <p>For one caller.
 */
final class ChainCheck implements AutoCloseable {

    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 1024 * 1024;
    private static final int WAITING = 4;

    private final ChainVerifier verifier = new ChainVerifier();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("verify").daemon().factory());
    private final Deque<Future<Optional<Broken>>> pending = new ArrayDeque<>();
    private List<Event> batch = new ArrayList<>(BATCH);
    private long bytes;

    /** Hands over the next event; tells what was found so far, which may be about events before the last few. */
    Optional<Broken> next(Event event) {
        batch.add(event);
        bytes += event.data().text().length() + event.metadata().text().length();
        return batch.size() >= BATCH || bytes >= BATCH_BYTES ? send() : Optional.empty();
    }

    /** Ends the check, as {@link ChainVerifier#finish} does. */
    Verification finish(long headPosition, String headHash) {
        Optional<Broken> broken = send();
        while (broken.isEmpty() && !pending.isEmpty()) {
            broken = get(pending.remove());
        }
        return broken.isPresent() ? broken.get() : verifier.finish(headPosition, headHash);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Optional<Broken> send() {
        List<Event> full = batch;
        pending.add(thread.submit(() -> check(full)));
        batch = new ArrayList<>(BATCH);
        bytes = 0;
        return pending.size() > WAITING ? get(pending.remove()) : Optional.empty();
    }

    private Optional<Broken> check(List<Event> events) {
        for (Event event : events) {
            Optional<Broken> broken = verifier.next(event);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private static Optional<Broken> get(Future<Optional<Broken>> checked) {
        try {
            return checked.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the log cannot be checked", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check was interrupted", e);
        }
    }
}
