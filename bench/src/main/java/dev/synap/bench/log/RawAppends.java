package dev.synap.bench.log;

import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The baseline of single appends: writers with a connection each, who update the head, insert the event
 * and commit, and check nothing.
 */
final class RawAppends implements Side {

    private static final String MOVE =
            "UPDATE head SET position = position + 1 WHERE workspace_id = ? RETURNING position";

    private static final String INSERT = """
            INSERT INTO event (workspace_id, position, event_id, type, subject_id, version, user_id, source, data,
                metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json)
            """;

    private final List<Writer> writers = new ArrayList<>();

    RawAppends(DatabaseSettings database, SampleEvents events, String prefix, int threads, int workspaces)
            throws SQLException {
        for (int i = 0; i < threads; i++) {
            writers.add(new Writer(BenchPostgres.open(database), events, Subjects.fresh(prefix, i, workspaces)));
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

    private static final class Writer implements Worker {
        private final Connection connection;
        private final SampleEvents events;
        private final Subjects subjects;
        private final PreparedStatement move;
        private final PreparedStatement insert;

        Writer(Connection connection, SampleEvents events, Subjects subjects) throws SQLException {
            this.connection = connection;
            this.events = events;
            this.subjects = subjects;
            connection.setAutoCommit(false);
            move = connection.prepareStatement(MOVE);
            insert = connection.prepareStatement(INSERT);
        }

        @Override
        public long work() throws SQLException {
            subjects.next();
            insert(moveHead());
            connection.commit();
            subjects.grown();
            return 1;
        }

        private long moveHead() throws SQLException {
            move.setString(1, subjects.workspaceId());
            try (ResultSet row = move.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }

        private void insert(long position) throws SQLException {
            insert.setString(1, subjects.workspaceId());
            insert.setLong(2, position);
            insert.setString(3, events.nextId());
            insert.setString(4, SampleEvents.TYPE);
            insert.setString(5, subjects.id());
            insert.setLong(6, subjects.version() + 1);
            insert.setString(7, SampleEvents.USER);
            insert.setString(8, SampleEvents.SOURCE);
            insert.setString(9, events.data(subjects.random()).text());
            insert.setString(10, SampleEvents.METADATA.text());
            insert.executeUpdate();
        }
    }
}
