package dev.synap.store.log;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.synap.core.log.EventLog;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.postgres.TestPostgres;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Logs on a real PostgreSQL; one database serves all tests, which keep apart by their workspaces. */
final class PostgresStorage implements LogStorage {

    static final PostgresStorage BUNDLED =
            new PostgresStorage("the bundled PostgreSQL", () -> Optional.of(TestPostgres.bundled()));
    static final PostgresStorage DEBIAN_15 = new PostgresStorage("Debian's PostgreSQL 15", TestPostgres::debian15);

    private final String name;
    private final Supplier<Optional<TestPostgres>> postgres;
    private @Nullable Database database;

    private PostgresStorage(String name, Supplier<Optional<TestPostgres>> postgres) {
        this.name = name;
        this.postgres = postgres;
    }

    @Override
    public EventLog open(Clock clock) {
        return new PostgresEventLog(database(), clock, (workspaceId, subjectId, from, to) -> {});
    }

    /** Skips the test where this PostgreSQL is not installed. */
    synchronized Database database() {
        if (database == null) {
            TestPostgres server = postgres.get().orElse(null);
            if (server == null) {
                return abort(name + " is not installed here");
            }
            database = Database.connect(DatabaseSettings.parse(server.createDatabase()));
        }
        return database;
    }

    @Override
    public String toString() {
        return name;
    }
}
