package dev.synap.server.realtime;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done from time to time for the clients of a node. */
final class Ticks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Ticks.class);
    private static final long FLUSH_MILLIS = 20;
    private static final long PRESENCE_MILLIS = 100;
    private static final long TELL_MILLIS = 1_000;
    private static final long CHECK_MILLIS = 5_000;

    private final RealtimeParts parts;
    private final RebuildNews rebuilds;

    /** One thread for what never waits, one for what asks the database. */
    private final ScheduledExecutorService quick = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("realtime-flush").factory());

    private final ScheduledExecutorService slow = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("realtime-check").factory());

    Ticks(RealtimeParts parts) {
        this.parts = parts;
        this.rebuilds = new RebuildNews(parts.rebuilds(), parts.visitors());
    }

    Ticks start() {
        every(quick, FLUSH_MILLIS, parts.visitors()::flush);
        every(quick, PRESENCE_MILLIS, parts.rooms()::tellPresences);
        every(quick, TELL_MILLIS, parts.rooms()::tellPositions);
        every(quick, TELL_MILLIS, () -> parts.visitors().all().forEach(Visitor::nudge));
        every(quick, TELL_MILLIS, parts.visitors()::dropStrangers);
        parts.keyRing().onRevoked(this::checkSoon);
        every(slow, TELL_MILLIS, rebuilds::tell);
        every(slow, CHECK_MILLIS, this::checkVisitors);
        return this;
    }

    private void checkSoon() {
        if (!slow.isShutdown()) {
            slow.execute(() -> guarded(this::checkVisitors));
        }
    }

    private void checkVisitors() {
        parts.visitors().checkCredentials(visitor -> {
            visitor.seats().forEach(seat -> parts.rooms().leave(seat, "the key or session has ended"));
            visitor.disconnect();
        });
        // Whoever went in the moment they came was not known yet to be let go.
        parts.visitors().all().stream()
                .filter(visitor -> !visitor.isOpen())
                .forEach(visitor -> parts.visitors()
                        .gone(visitor.id())
                        .forEach(seat -> parts.rooms().leave(seat, null)));
        parts.rooms().closeEmpty();
    }

    private static void every(ScheduledExecutorService thread, long millis, Runnable task) {
        var _ = thread.scheduleWithFixedDelay(() -> guarded(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** A task that throws would not be run again. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.warn("clients are not looked after this time: {}", e.toString());
        }
    }

    @Override
    public void close() {
        quick.shutdownNow();
        slow.shutdownNow();
    }
}
