package dev.synap.bench.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An open loop: calls are due at set times, whether or not earlier ones have been answered, as people come
 * without asking who else is there. A call's latency counts from when it was due, so that its waiting for a
 * free worker is counted too; there should be more workers than calls under way.
 */
public final class OpenLoop {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double perSecond;
    private final long due;
    private final long patience;
    private final Crew crew = new Crew();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicBoolean givenUp = new AtomicBoolean();

    private OpenLoop(double perSecond, Duration duration, Duration patience) {
        this.perSecond = perSecond;
        this.due = Math.max(1, Math.round(perSecond * duration.toNanos() / SECOND));
        this.patience = patience.toNanos();
    }

    /**
     * Makes calls at this rate for this long, and waits for their answers.
     *
     * @param patience how late a call may begin; when one would be later, it and all that follow are not made
     */
    public static OpenSample run(Side side, double perSecond, Duration duration, Duration patience) throws Exception {
        return new OpenLoop(perSecond, duration, patience).run(side);
    }

    private OpenSample run(Side side) throws InterruptedException {
        Sample sample = crew.run(side, this::next);
        long behind = crew.startedAt() + sample.nanos() - dueAt(due - 1);
        return new OpenSample(sample, due, Duration.ofNanos(Math.max(0, behind)));
    }

    private boolean next(Worker worker, Tally tally) throws Exception {
        long call = taken.getAndIncrement();
        if (call >= due || givenUp.get()) {
            return false;
        }
        long dueAt = dueAt(call);
        if (waitUntil(dueAt) > patience) {
            givenUp.set(true);
            return false;
        }
        long worked = worker.work();
        tally.add(worked, dueAt, System.nanoTime());
        worker.check();
        return true;
    }

    private long dueAt(long call) {
        return crew.startedAt() + (long) (call / perSecond * SECOND);
    }

    /** Gives how much later it is. */
    private static long waitUntil(long time) throws InterruptedException {
        long left = time - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before a call was due");
            }
            left = time - System.nanoTime();
        }
        return -left;
    }
}
