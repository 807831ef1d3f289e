package dev.synap.bench.log;

import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.state.Snapshots;
import dev.synap.store.state.StateReader;
import java.time.Clock;

/** Synap's log on a database, put together as the server does it. */
final class OpenLog implements AutoCloseable {

    private final Database database;
    private final Snapshots snapshots;
    private final PostgresEventLog events;
    private final StateReader states;

    OpenLog(DatabaseSettings settings) {
        database = Database.connect(settings);
        snapshots = new Snapshots(database.dataSource(), Snapshots.DEFAULT_INTERVAL).start();
        events = new PostgresEventLog(database, Clock.systemUTC(), snapshots);
        states = new StateReader(database.dataSource(), snapshots);
    }

    PostgresEventLog events() {
        return events;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    StateReader states() {
        return states;
    }

    @Override
    public void close() {
        events.close();
        snapshots.close();
        database.close();
    }
}
