package dev.synap.bench.postgres;

import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.state.Snapshots;
import dev.synap.store.state.StateReader;
import java.time.Clock;

/** Synap's log on a database, put together as the server does it. */
public final class OpenLog implements AutoCloseable {

    private final Database database;
    private final Snapshots snapshots;
    private final PostgresEventLog events;
    private final StateReader states;

    /** Opens it; what the database lacks is made. */
    public OpenLog(DatabaseSettings settings) {
        database = Database.connect(settings);
        snapshots = new Snapshots(database.dataSource(), Snapshots.DEFAULT_INTERVAL).start();
        events = new PostgresEventLog(database, Clock.systemUTC(), snapshots);
        states = new StateReader(database.dataSource(), snapshots);
    }

    public Database database() {
        return database;
    }

    public PostgresEventLog events() {
        return events;
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    public StateReader states() {
        return states;
    }

    @Override
    public void close() {
        events.close();
        snapshots.close();
        database.close();
    }
}
