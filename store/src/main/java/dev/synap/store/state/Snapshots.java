package dev.synap.store.state;

import dev.synap.core.error.SynapException;
import dev.synap.store.log.GrowthListener;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps snapshots of long-lived subjects, beside the append path and never in it. Snapshots are
 * disposable: one that is missing costs time, not truth, so a full queue simply forgets; whoever reads
 * the subject next asks again.
 *
 * <p>Thread-safe.
 */
public final class Snapshots implements GrowthListener, AutoCloseable {

    /** A snapshot stands at every version that is a multiple of this, unless set otherwise. */
    public static final int DEFAULT_INTERVAL = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);
    private static final int MAX_QUEUED = 1_000;

    private final int interval;
    private final SnapshotWriter writer;
    private final BlockingQueue<Subject> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private @Nullable Thread thread;

    /**
     * @param interval how many events of a subject lie between two snapshots, 1 or more
     */
    public Snapshots(DataSource dataSource, int interval) {
        this.interval = interval;
        this.writer = new SnapshotWriter(dataSource, interval);
    }

    public synchronized Snapshots start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("snapshots").start(this::run);
        }
        return this;
    }

    /** Told of a subject that moved from one version to another; asks for a snapshot where one is due. */
    @Override
    public void grown(String workspaceId, String subjectId, long from, long to) {
        if (from / interval != to / interval) {
            request(workspaceId, subjectId);
        }
    }

    /** Asks for all snapshots of a subject that are due. */
    public void request(String workspaceId, String subjectId) {
        Subject subject = new Subject(workspaceId, subjectId);
        if (!queue.contains(subject) && !queue.offer(subject)) {
            log.debug("[{}/{}] snapshot put off: {} subjects wait already", workspaceId, subjectId, MAX_QUEUED);
        }
    }

    /** Writes all snapshots of a subject that are due, at once and in the caller's thread. */
    public void write(String workspaceId, String subjectId) {
        writer.write(workspaceId, subjectId);
    }

    int interval() {
        return interval;
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            running = thread;
            thread = null;
        }
        if (running != null) {
            running.interrupt();
            try {
                running.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Subject subject = queue.take();
                write(subject.workspaceId, subject.subjectId);
            } catch (InterruptedException e) {
                return;
            } catch (SynapException e) {
                log.warn("a snapshot is put off: {}", e.getMessage());
            } catch (RuntimeException e) {
                log.error("a snapshot cannot be written", e);
            }
        }
    }

    private record Subject(String workspaceId, String subjectId) {}
}
