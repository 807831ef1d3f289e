package dev.synap.store.rebuild;

import dev.synap.core.log.EventLog;
import dev.synap.store.Database;
import dev.synap.store.rebuild.RebuildTable.Held;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a rebuild from where it stands to its end: fills tables, makes their indexes, catches up with the log, and
 * swaps. Whatever stops it, the next run goes on from the last commit.
 *
 * <p>Not thread-safe.
 */
final class RebuildRun {

    private static final Logger log = LoggerFactory.getLogger(RebuildRun.class);
    private static final String FILLING = "filling";
    private static final String INDEXING = "indexing";
    private static final String CATCHING_UP = "catching up";
    private static final String DONE = "done";
    private static final int NEAR_ENOUGH = 2_000;
    private static final int MAX_ROUNDS = 50;
    private static final int MAX_SWAPS = 100;
    private static final Duration FIRST_PATIENCE = Duration.ofMillis(200);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String NO_LOCK = "55P03";
    private static final String DEADLOCK = "40P01";

    private final Database database;
    private final ShadowSchema shadow;
    private final RebuildSettings settings;
    private final Held held;
    private final CatchUp catchUp;
    private final SetAside setAside;

    RebuildRun(Database database, EventLog events, ShadowSchema shadow, RebuildSettings settings, Held held) {
        this.database = database;
        this.shadow = shadow;
        this.settings = settings;
        this.held = held;
        this.catchUp = new CatchUp(shadow.dataSource(), events);
        this.setAside = new SetAside(shadow.dataSource(), events);
    }

    /**
     * Runs to the end.
     *
     * @param replaced the tables to put in place
     * @throws RebuildLostException when another node has taken it over
     * @throws InterruptedException when the server stops; the rebuild goes on when it starts again
     */
    void run(List<String> replaced) throws SQLException, InterruptedException {
        if (held.step().equals(FILLING)) {
            fill();
            step(INDEXING);
        }
        if (held.step().equals(FILLING) || held.step().equals(INDEXING)) {
            shadow.index(new Pace(shadow.dataSource(), 1));
            step(CATCHING_UP);
        }
        long behind = Long.MAX_VALUE;
        for (int round = 0; behind > NEAR_ENOUGH && round < MAX_ROUNDS; round++) {
            behind = catchUp.run();
        }
        // First so that nobody notices; where that cannot be had, with more patience.
        Duration patience = FIRST_PATIENCE;
        for (int i = 1; !swap(replaced, patience); i++) {
            if (i == MAX_SWAPS) {
                throw new IllegalStateException("the tables are in use all the time, and cannot be replaced");
            }
            Thread.sleep(PAUSE);
            catchUp.run();
            patience = patience.compareTo(LONGEST_PATIENCE) < 0 ? patience.multipliedBy(2) : LONGEST_PATIENCE;
        }
    }

    private void fill() throws SQLException, InterruptedException {
        SubjectChunks chunks;
        try (Connection connection = database.dataSource().getConnection()) {
            chunks = new SubjectChunks(connection, settings.chunkEvents());
        }
        Pace pace = new Pace(shadow.dataSource(), settings.workers());
        ExecutorService threads = Executors.newFixedThreadPool(
                settings.workers(),
                Thread.ofPlatform().name("rebuild-", 0).daemon().factory());
        CompletionService<Boolean> workers = new ExecutorCompletionService<>(threads);
        try {
            for (int i = 0; i < settings.workers(); i++) {
                workers.submit(() -> {
                    try (SubjectFill fill = new SubjectFill(shadow.dataSource(), settings, held, pace)) {
                        fill.fill(chunks);
                        return true;
                    }
                });
            }
            for (int i = 0; i < settings.workers(); i++) {
                get(workers.take());
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static void get(Future<?> future) throws SQLException, InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException sql -> throw sql;
                case RuntimeException runtime -> throw runtime;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void step(String step) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            RebuildTable.step(connection, held, step);
        }
    }

    /** Puts the new tables in place; false when somebody uses the old ones for too long. */
    private boolean swap(List<String> replaced, Duration patience) throws SQLException {
        try (Connection owner = database.openAsOwner()) {
            owner.setAutoCommit(false);
            try {
                shadow.lock(owner, replaced, patience);
                // Nobody can add to the old tables now: what they show, the new ones do.
                catchUp.run();
                setAside.run();
                if (replaced.contains(ShadowSchema.SNAPSHOT)) {
                    shadow.keepNewSnapshots(owner);
                }
                if (replaced.equals(ShadowSchema.tables())) {
                    LostTables.moveCheckpoints(owner);
                }
                shadow.swap(owner, replaced);
                RebuildTable.end(owner, held, DONE, null);
                owner.commit();
                return true;
            } catch (SQLException e) {
                owner.rollback();
                if (NO_LOCK.equals(e.getSQLState()) || DEADLOCK.equals(e.getSQLState())) {
                    log.debug("the tables are in use: {}", e.getMessage());
                    return false;
                }
                throw e;
            }
        }
    }
}
