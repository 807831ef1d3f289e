package dev.synap.store.rebuild;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.error.SynapException;
import dev.synap.core.event.Ids;
import dev.synap.core.log.EventLog;
import dev.synap.store.Database;
import dev.synap.store.log.SqlFaults;
import dev.synap.store.projection.Projections;
import dev.synap.store.rebuild.RebuildTable.Held;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes projections anew from the log, while the old ones are read and kept: new tables are filled beside them, catch
 * up, and take their place in one transaction. There is one rebuild at a time in a database; when the node that works
 * on it dies, another one, or the same once it is back, goes on.
 *
 * <p>Thread-safe.
 */
public final class Rebuilds implements AutoCloseable {

    /** The name that stands for everything that comes from the log. */
    public static final String ALL = "all";

    /** The name of the snapshots. */
    public static final String SNAPSHOTS = "snapshots";

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);
    private static final String NOT_ALLOWED = "42501";
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('synap rebuild'))";

    private static final String START = """
            DELETE FROM rebuild_workspace;
            INSERT INTO rebuild_workspace (workspace_id, filled_to, filled, began_at, position)
            SELECT workspace_id, '', false, position, position FROM workspace_head
            """;

    private final Database database;
    private final EventLog events;
    private final RebuildSettings settings;
    private final RebuildTable table;
    private final Semaphore asked = new Semaphore(0);
    private @Nullable Thread keeper;

    public Rebuilds(Database database, EventLog events, RebuildSettings settings) {
        this.database = database;
        this.events = events;
        this.settings = settings;
        this.table = new RebuildTable(database.dataSource());
    }

    /** Works on rebuilds from now on, on those too that others have left. Starting twice is safe. */
    public synchronized Rebuilds start() {
        if (keeper == null) {
            keeper = Thread.ofPlatform().daemon().name("rebuilds").start(this::keep);
        }
        return this;
    }

    /** What can be rebuilt. */
    public static List<String> names() {
        return Stream.concat(Projections.tables().stream(), Stream.of(SNAPSHOTS, ALL))
                .toList();
    }

    /**
     * Asks for a rebuild. Where the same one is running, that one is returned, and no other begins.
     *
     * @param name one of {@link #names}
     * @param userId who asks
     * @throws InvalidInputException when there is nothing of that name
     * @throws RebuildRefusedException when another one is running, or the database's user may not make the tables
     * @throws StoreUnavailableException when the database does not answer
     */
    public Rebuild request(String name, String userId) {
        if (!names().contains(name)) {
            throw new InvalidInputException("name", "must be one of " + String.join(", ", names()));
        }
        String id = Ids.random().next("rebuild");
        try (Connection owner = database.openAsOwner()) {
            owner.setAutoCommit(false);
            try (Statement statement = owner.createStatement()) {
                statement.execute(ONE_AT_A_TIME);
                Optional<Rebuild> running = table.running();
                if (running.isPresent()) {
                    return join(running.get(), name);
                }
                ShadowSchema shadow = ShadowSchema.of(database);
                LostTables.make(database, owner, shadow.live(), settings.deciders());
                RebuildTable.add(owner, id, name, userId);
                statement.execute(START);
                shadow.create(owner);
                owner.commit();
            }
        } catch (SQLException e) {
            if (NOT_ALLOWED.equals(e.getSQLState())) {
                throw RebuildRefusedException.notAllowed(String.valueOf(e.getMessage()));
            }
            throw new StoreUnavailableException("the rebuild cannot begin: " + e.getMessage(), e);
        }
        log.info("rebuild {} of {} begins", id, name);
        asked.release();
        return table.find(id).orElseThrow();
    }

    /** A rebuild by its id. */
    public Optional<Rebuild> find(String id) {
        return table.find(id);
    }

    /** The youngest rebuilds, the youngest first. */
    public List<Rebuild> list(int limit) {
        return table.list(limit);
    }

    /**
     * The tables that should be there, hold what follows from the log, and are missing. A rebuild of {@link #ALL} makes
     * them again.
     */
    public List<String> missingTables() {
        try (Connection connection = database.dataSource().getConnection()) {
            return LostTables.missing(connection);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the tables cannot be looked for: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            running = keeper;
            keeper = null;
        }
        if (running != null) {
            running.interrupt();
            try {
                running.join(TimeUnit.SECONDS.toMillis(15));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Rebuild join(Rebuild running, String name) {
        if (!running.name().equals(name)) {
            throw RebuildRefusedException.beside(running);
        }
        return running;
    }

    private void keep() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Optional<Held> held = table.claim(settings.lease());
                    if (held.isPresent()) {
                        run(held.get());
                    }
                } catch (SQLException e) {
                    log.debug("no rebuild can be looked for: {}", e.getMessage());
                }
                boolean soon = asked.tryAcquire(settings.lease().toMillis() / 2, TimeUnit.MILLISECONDS);
                asked.drainPermits();
                if (soon) {
                    log.debug("a rebuild was asked for");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Held held) throws InterruptedException {
        try (Beat beat = Beat.start(table, held, settings.lease())) {
            ShadowSchema shadow = ShadowSchema.of(database);
            new RebuildRun(database, events, shadow, settings, held).run(replaced(held.name()));
            log.info("rebuild {} of {} is done", held.id(), held.name());
        } catch (RebuildLostException e) {
            log.info("rebuild {} stops here: {}", held.id(), e.getMessage());
        } catch (InterruptedException e) {
            log.info("rebuild {} stops here, and goes on when a server starts", held.id());
            throw e;
        } catch (SQLException | RuntimeException e) {
            if (passes(e)) {
                log.warn("rebuild {} is interrupted, and goes on soon: {}", held.id(), e.getMessage());
            } else {
                fail(held, e);
            }
        }
    }

    private void fail(Held held, Exception cause) {
        log.error("rebuild {} of {} failed", held.id(), held.name(), cause);
        try (Connection connection = database.dataSource().getConnection()) {
            RebuildTable.end(connection, held, held.step(), String.valueOf(cause.getMessage()));
            ShadowSchema.of(database).drop();
        } catch (SQLException | RuntimeException e) {
            log.warn("that it failed cannot be noted: {}", e.getMessage());
        }
    }

    private static boolean passes(Exception fault) {
        return switch (fault) {
            case SQLException sql -> SqlFaults.isTransient(sql) && !MissingTable.isCauseOf(sql);
            case SynapException synap -> synap.retryable() && !MissingTable.isCauseOf(synap);
            default -> false;
        };
    }

    private static List<String> replaced(String name) {
        return switch (name) {
            case ALL -> ShadowSchema.tables();
            case SNAPSHOTS -> List.of(ShadowSchema.SNAPSHOT);
            default -> List.of(name);
        };
    }
}
