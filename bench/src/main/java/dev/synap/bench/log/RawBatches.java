package dev.synap.bench.log;

import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The baseline of batches: keeps all tables and indexes of the log up to date with as little as SQL can do
 * it with: one statement and one commit for a batch. What is the same for all rows is sent once.
 */
final class RawBatches implements Side {

    private static final String WRITE = """
            WITH head AS (
                UPDATE workspace_head SET position = position + ?, recorded_at = ?
                WHERE workspace_id = ?
                RETURNING workspace_id, position - ? AS base, recorded_at
            ), subject AS (
                UPDATE subject_head SET version = version + ?
                WHERE workspace_id = ? AND subject_id = ANY (?)
            ), key AS (
                INSERT INTO event_key (workspace_id, event_id, position, recorded_at)
                SELECT h.workspace_id, e.event_id, h.base + e.number, h.recorded_at
                FROM head h, unnest(?::text[]) WITH ORDINALITY AS e (event_id, number)
            )
            INSERT INTO event (workspace_id, position, version, recorded_at, occurred_at, hash, event_id, type,
                subject_id, subject_type, user_id, source, correlation_id, causation_id, data, metadata)
            SELECT h.workspace_id, h.base + e.number, e.version, h.recorded_at, h.recorded_at, ?, e.event_id, ?,
                e.subject_id, 'note', ?, ?, NULL, NULL, e.data::json, ?::json
            FROM head h, unnest(?::text[], ?::bigint[], ?::text[], ?::text[])
                WITH ORDINALITY AS e (event_id, version, subject_id, data, number)
            """;

    private static final String CREATE_HEAD =
            "INSERT INTO workspace_head (workspace_id, position, recorded_at, hash) VALUES (?, 0, now(), '')";

    private static final String CREATE_SUBJECTS = """
            INSERT INTO subject_head (workspace_id, subject_id, subject_type, version, created_at)
            SELECT ?, subject_id, 'note', 0, now() FROM unnest(?::text[]) AS s (subject_id)
            """;

    private static final byte[] SOME_HASH = new byte[32];

    private final SampleEvents events;
    private final List<Writer> writers = new ArrayList<>();

    /** Writers whose subjects are made here, at version 0. */
    RawBatches(DatabaseSettings database, SampleEvents events, List<BatchSubjects> subjects) throws SQLException {
        this.events = events;
        for (BatchSubjects own : subjects) {
            Connection connection = BenchPostgres.open(database);
            createSubjects(connection, own);
            writers.add(new Writer(connection, own));
        }
        try (Statement analyze = writers.getFirst().connection.createStatement()) {
            analyze.execute("ANALYZE subject_head");
        }
    }

    static void createHeads(DatabaseSettings database, int workspaces) throws SQLException {
        try (Connection connection = BenchPostgres.open(database);
                PreparedStatement create = connection.prepareStatement(CREATE_HEAD)) {
            for (int i = 0; i < workspaces; i++) {
                create.setString(1, Subjects.workspace(i));
                create.executeUpdate();
            }
        }
    }

    private static void createSubjects(Connection connection, BatchSubjects subjects) throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(CREATE_SUBJECTS)) {
            for (int i = 0; i < subjects.allIds().length; i++) {
                create.setString(1, Subjects.workspace(i));
                create.setArray(2, connection.createArrayOf("text", subjects.allIds()[i]));
                create.executeUpdate();
            }
        }
    }

    @Override
    public List<? extends Worker> workers() {
        return writers;
    }

    @Override
    public void close() throws SQLException {
        for (Writer writer : writers) {
            writer.connection.close();
        }
    }

    private final class Writer implements Worker {
        private final Connection connection;
        private final BatchSubjects subjects;
        private final PreparedStatement write;

        Writer(Connection connection, BatchSubjects subjects) throws SQLException {
            this.connection = connection;
            this.subjects = subjects;
            this.write = connection.prepareStatement(WRITE);
        }

        @Override
        public long work() throws SQLException {
            subjects.next();
            Rows rows = new Rows(subjects.ids().length * BatchSubjects.EVENTS_PER_SUBJECT);
            rows.fill();
            bind(rows);
            int inserted = write.executeUpdate();
            if (inserted != rows.ids.length) {
                throw new IllegalStateException(inserted + " of " + rows.ids.length + " rows were inserted");
            }
            subjects.grown();
            return inserted;
        }

        private void bind(Rows rows) throws SQLException {
            java.sql.Array ids = connection.createArrayOf("text", rows.ids);
            write.setLong(1, rows.ids.length);
            write.setObject(2, OffsetDateTime.now(ZoneOffset.UTC));
            write.setString(3, subjects.workspaceId());
            write.setLong(4, rows.ids.length);
            write.setLong(5, BatchSubjects.EVENTS_PER_SUBJECT);
            write.setString(6, subjects.workspaceId());
            write.setArray(7, connection.createArrayOf("text", subjects.ids()));
            write.setArray(8, ids);
            write.setBytes(9, SOME_HASH);
            write.setString(10, SampleEvents.TYPE);
            write.setString(11, SampleEvents.USER);
            write.setString(12, SampleEvents.SOURCE);
            write.setString(13, SampleEvents.METADATA.text());
            write.setArray(14, ids);
            write.setArray(15, connection.unwrap(PGConnection.class).createArrayOf("int8", rows.versions));
            write.setArray(16, connection.createArrayOf("text", rows.subjectIds));
            write.setArray(17, connection.createArrayOf("text", rows.data));
        }

        private final class Rows {
            private final String[] ids;
            private final long[] versions;
            private final String[] subjectIds;
            private final String[] data;

            Rows(int count) {
                ids = new String[count];
                versions = new long[count];
                subjectIds = new String[count];
                data = new String[count];
            }

            void fill() {
                int row = 0;
                for (String subjectId : subjects.ids()) {
                    for (int i = 1; i <= BatchSubjects.EVENTS_PER_SUBJECT; i++) {
                        ids[row] = events.nextId();
                        versions[row] = subjects.version() + i;
                        subjectIds[row] = subjectId;
                        data[row] = events.data(subjects.random()).text();
                        row++;
                    }
                }
            }
        }
    }
}
