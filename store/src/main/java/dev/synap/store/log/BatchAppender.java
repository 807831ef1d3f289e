package dev.synap.store.log;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import dev.synap.core.log.AppendResult;
import dev.synap.store.Database;
import dev.synap.store.KeptConnection;
import dev.synap.store.log.AppendPlan.EventKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the batches of one lane over a connection of its own. First as memory has it, which takes one
 * round trip; what memory cannot decide, or got wrong, a second time under lock.
 *
 * <p>Used by one thread at a time, handed over under the lane's lock.
 */
final class BatchAppender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BatchAppender.class);
    private static final long GIVE_UP_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final String NO_PARTITION = "23514";

    private final Database database;
    private final AppendPlanner planner;
    private final Consumer<AppendPlan> afterCommit;
    private final Heads heads = new Heads();
    private final KeptConnection connection;
    private Set<Instant> recordingTimes = Set.of();
    private boolean interrupted;

    /**
     * @param afterCommit told of every plan that has become durable; must be quick and must not throw
     */
    BatchAppender(Database database, Clock clock, Consumer<AppendPlan> afterCommit) {
        this.database = database;
        this.connection = new KeptConnection(database::openForAppends);
        this.planner = new AppendPlanner(clock);
        this.afterCommit = afterCommit;
    }

    /** Settles every append of the batch, one way or the other. */
    void append(List<PendingAppend> batch) {
        putInterruptAside();
        try {
            List<PendingAppend> open = appendAsRemembered(batch);
            if (!open.isEmpty()) {
                appendUnderLock(open);
            }
        } catch (RuntimeException | Error fault) {
            heads.forgetAll();
            // It may have been left in the middle of a transaction, which would take in what follows.
            connection.drop();
            RuntimeException cause = fault instanceof RuntimeException runtime
                    ? runtime
                    : new IllegalStateException("the appender failed", fault);
            batch.stream().filter(pending -> !pending.isSettled()).forEach(pending -> pending.fail(cause));
            if (fault instanceof Error error) {
                throw error;
            }
        } finally {
            giveInterruptBack();
        }
    }

    /** The appends that are still open afterwards. */
    private List<PendingAppend> appendAsRemembered(List<PendingAppend> batch) {
        try {
            Connection open = connection.open();
            HeadReader.readMissing(open, batch, heads);
            AppendPlan plan = planner.planAsRemembered(batch, heads);
            if (!plan.events().isEmpty()) {
                write(open, plan);
                finish(plan);
            }
            List<PendingAppend> undecided = new ArrayList<>(plan.unsure());
            undecided.addAll(refuse(open, plan.stale()));
            return undecided;
        } catch (TableWorkFault fault) {
            fault.fail();
            return batch.stream().filter(pending -> !pending.isSettled()).toList();
        } catch (SQLException e) {
            log.debug("a batch of {} appends is written again under lock: {}", batch.size(), e.getMessage());
            connection.dropIfBroken();
            return batch.stream().filter(pending -> !pending.isSettled()).toList();
        }
    }

    private void write(Connection open, AppendPlan plan) throws SQLException, TableWorkFault {
        if (!plan.writesTables()) {
            PlanWriter.write(open, plan);
            return;
        }
        open.setAutoCommit(false);
        try {
            PlanWriter.write(open, plan);
            plan.writeTables(open);
            open.commit();
        } catch (SQLException | TableWorkFault | RuntimeException e) {
            connection.rollBack();
            throw e;
        }
        open.setAutoCommit(true);
    }

    /**
     * Refuses appends that are behind, but for those whose ids the log knows, which it returns. No lock is
     * needed: an append that is being written elsewhere right now was not behind when its head was locked,
     * so it cannot be one of these.
     */
    private static List<PendingAppend> refuse(Connection open, Map<PendingAppend, AppendResult> stale)
            throws SQLException {
        if (stale.isEmpty()) {
            return List.of();
        }
        Map<EventKey, Event> stored = KeyReader.read(open, stale.keySet());
        List<PendingAppend> known = new ArrayList<>();
        stale.forEach((pending, conflict) -> {
            String workspaceId = pending.request().workspaceId();
            boolean repeated = pending.request().events().stream()
                    .anyMatch(event -> stored.containsKey(new EventKey(workspaceId, event.id())));
            if (repeated) {
                known.add(pending);
            } else {
                pending.settle(conflict);
            }
        });
        return known;
    }

    private void appendUnderLock(List<PendingAppend> open) {
        List<PendingAppend> batch = open;
        long giveUpAt = System.nanoTime() + GIVE_UP_AFTER_NANOS;
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            putInterruptAside();
            try {
                tryUnderLock(batch);
                return;
            } catch (TableWorkFault fault) {
                fault.fail();
                batch = batch.stream().filter(pending -> !pending.isSettled()).toList();
                continue;
            } catch (SQLException e) {
                connection.dropIfBroken();
                if (NO_PARTITION.equals(e.getSQLState())) {
                    createPartitions();
                } else if (!SqlFaults.isTransient(e)) {
                    isolate(batch, e);
                    return;
                }
                if (System.nanoTime() + pause > giveUpAt) {
                    throw new StoreUnavailableException("the database does not answer: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(pause);
                pause = Math.min(pause * 2, TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    private void tryUnderLock(List<PendingAppend> batch) throws SQLException, TableWorkFault {
        if (batch.isEmpty()) {
            return;
        }
        Connection open = connection.open();
        open.setAutoCommit(false);
        try {
            HeadReader.lock(open, batch, heads);
            Map<EventKey, Event> stored = KeyReader.read(open, batch);
            AppendPlan plan = planner.planExactly(batch, heads, stored);
            if (!plan.events().isEmpty()) {
                recordingTimes = plan.recordingTimes();
                PlanWriter.write(open, plan);
            }
            plan.writeTables(open);
            open.commit();
            finish(plan);
        } catch (SQLException | TableWorkFault | RuntimeException e) {
            connection.rollBack();
            throw e;
        }
        open.setAutoCommit(true);
    }

    private void finish(AppendPlan plan) {
        plan.remember(heads);
        plan.settle();
        afterCommit.accept(plan);
    }

    /** One append that the database will not take must not hurt its neighbours. */
    private void isolate(List<PendingAppend> batch, SQLException cause) {
        if (batch.size() == 1) {
            batch.getFirst().fail(new AppendFailedException(cause));
            return;
        }
        for (PendingAppend each : batch) {
            appendUnderLock(List.of(each));
        }
    }

    /** Those of the months that the last plan records in: a clock may be ahead of the database's. */
    private void createPartitions() {
        try {
            for (Instant recordedAt : recordingTimes) {
                database.createPartition(recordedAt);
            }
            log.info("made the event partitions that were missing");
        } catch (SQLException e) {
            log.error("cannot make event partitions: {}", e.getMessage());
        }
    }

    /** The batch is others' too, and an interrupt would close the connection of a virtual thread. */
    private void putInterruptAside() {
        interrupted |= Thread.interrupted();
    }

    private void giveInterruptBack() {
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        connection.drop();
    }
}
