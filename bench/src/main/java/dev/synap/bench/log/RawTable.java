package dev.synap.bench.log;

import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The table that event stores on PostgreSQL usually have: not partitioned, one key, one index by stream.
 * A head row for each workspace keeps its positions without gaps.
 */
final class RawTable {

    private static final String CREATE = """
            CREATE TABLE head (
                workspace_id text COLLATE "C" PRIMARY KEY,
                position     bigint NOT NULL
            ) WITH (fillfactor = 50);
            CREATE TABLE event (
                workspace_id text COLLATE "C" NOT NULL,
                position     bigint      NOT NULL,
                event_id     text COLLATE "C" NOT NULL,
                type         text COLLATE "C" NOT NULL,
                subject_id   text COLLATE "C" NOT NULL,
                version      bigint      NOT NULL,
                user_id      text COLLATE "C" NOT NULL,
                source       text COLLATE "C" NOT NULL,
                data         json        NOT NULL,
                metadata     json        NOT NULL,
                recorded_at  timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (workspace_id, position)
            );
            CREATE INDEX event_by_subject ON event (workspace_id, subject_id, version);
            """;

    private RawTable() {}

    static void create(DatabaseSettings database, int workspaces) throws SQLException {
        try (Connection connection = BenchPostgres.open(database);
                Statement create = connection.createStatement();
                PreparedStatement head = connection.prepareStatement("INSERT INTO head VALUES (?, 0)")) {
            create.execute(CREATE);
            for (int i = 0; i < workspaces; i++) {
                head.setString(1, Subjects.workspace(i));
                head.executeUpdate();
            }
        }
    }
}
