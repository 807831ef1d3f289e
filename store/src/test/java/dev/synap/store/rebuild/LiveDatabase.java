package dev.synap.store.rebuild;

import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.log.AppendRequest;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.feed.Feed;
import dev.synap.store.feed.FeedSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import dev.synap.store.projection.Projections;
import dev.synap.store.state.Snapshots;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A database with a log, projections that a feed keeps, and rebuilds. */
final class LiveDatabase implements AutoCloseable {

    static final int SNAPSHOT_INTERVAL = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final String url;
    final Database database;
    final Snapshots snapshots;
    final PostgresEventLog log;
    final Feed feed;

    LiveDatabase() {
        this(TestPostgres.bundled());
    }

    LiveDatabase(TestPostgres postgres) {
        url = postgres.createDatabase();
        database = Database.connect(DatabaseSettings.parse(url));
        snapshots = new Snapshots(database.dataSource(), SNAPSHOT_INTERVAL);
        log = new PostgresEventLog(database, Clock.systemUTC(), snapshots);
        feed = new Feed(
                database,
                log,
                List.of(new Projections()),
                FeedSettings.defaults().withPoll(Duration.ofMillis(50)));
        feed.start();
    }

    static RebuildSettings settings() {
        return RebuildSettings.defaults(List.of("writes"))
                .withWorkers(2)
                .withChunkEvents(50)
                .withLease(Duration.ofSeconds(1))
                .withSnapshotInterval(SNAPSHOT_INTERVAL);
    }

    Rebuilds rebuilds() {
        return new Rebuilds(database, log, settings());
    }

    void append(String workspace, List<NewEvent> events) {
        log.append(AppendRequest.of(workspace, events)).orThrow();
    }

    /** Notes and tasks with text that has all that could break a line, some of it tagged and some deleted. */
    void appendMixed(String workspace, int subjects, int eventsEach) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < subjects; i++) {
            String type = i % 3 == 0 ? "task" : i % 3 == 1 ? "note" : "recipe";
            String id = type + "_" + i;
            events.add(TestEvents.event(EventDraft.of(type + ".created")
                    .subject(id)
                    .data(Json.newObject()
                            .put("title", "T\t" + i)
                            .put("content", "a\\b\nc\r\"d\" \u00e9\ud83d\ude00 \\N"))));
            for (int n = 1; n < eventsEach; n++) {
                events.add(
                        switch (n % 4) {
                            case 0 ->
                                TestEvents.event(EventDraft.of("entities.update.requested")
                                        .subject(id)
                                        .subjectType(type)
                                        .data(Json.newObject()));
                            case 1 ->
                                TestEvents.event(EventDraft.of("entity.tagged")
                                        .subject(id)
                                        .subjectType(type)
                                        .data(Json.newObject().put("tag", "t" + n % 5)));
                            default ->
                                TestEvents.event(EventDraft.of(type + ".updated")
                                        .subject(id)
                                        .data(Json.newObject()
                                                .put("content", "n " + n)
                                                .put("number", n / 4.0)));
                        });
            }
            if (i % 7 == 6) {
                events.add(TestEvents.event(EventDraft.of(type + ".deleted").subject(id)));
            }
        }
        for (int from = 0; from < events.size(); from += 200) {
            append(workspace, events.subList(from, Math.min(events.size(), from + 200)));
        }
    }

    void awaitProjected(String... workspaces) {
        for (String workspace : workspaces) {
            if (!feed.await(Projections.NAME, workspace, log.position(workspace), PATIENCE)) {
                throw new IllegalStateException(workspace + " is not projected");
            }
        }
    }

    /** Writes all snapshots that are due. */
    void writeSnapshots() {
        texts("SELECT workspace_id || ' ' || subject_id FROM subject_head").forEach(each -> {
            String[] words = each.split(" ");
            snapshots.write(words[0], words[1]);
        });
    }

    /** Every row of every table that follows from the log, as text. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String table : ShadowSchema.tables()) {
            rows.addAll(texts("SELECT '%1$s ' || row_to_json(t)::text FROM %1$s t ORDER BY 1".formatted(table)));
        }
        return rows;
    }

    /** What the tables are: columns, indexes, constraints, rights, by name. */
    TreeMap<String, String> definitions() {
        TreeMap<String, String> found = new TreeMap<>();
        for (String each : texts("""
                SELECT 'column ' || attrelid::regclass || '.' || attname || '|' || format_type(atttypid, atttypmod)
                    || ' ' || attnotnull || ' ' || attgenerated::text || ' ' || attcollation::regcollation::text
                FROM pg_attribute JOIN pg_class c ON c.oid = attrelid AND c.relnamespace = 'public'::regnamespace
                WHERE attnum > 0 AND NOT attisdropped AND c.relkind = 'r'
                UNION ALL
                SELECT 'index ' || indexname || '|' || indexdef FROM pg_indexes WHERE schemaname = 'public'
                UNION ALL
                SELECT 'constraint ' || conrelid::regclass || '.' || conname || '|' || pg_get_constraintdef(oid)
                FROM pg_constraint WHERE connamespace = 'public'::regnamespace
                UNION ALL
                SELECT 'table ' || relname || '|' || coalesce(relacl::text, '') || coalesce(reloptions::text, '')
                FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                """)) {
            String[] parts = each.split("\\|", 2);
            found.put(parts[0], parts[1]);
        }
        return found;
    }

    List<String> texts(String sql) {
        try (Connection connection = database.openAsOwner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = database.openAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        feed.close();
        log.close();
        snapshots.close();
        database.close();
    }
}
