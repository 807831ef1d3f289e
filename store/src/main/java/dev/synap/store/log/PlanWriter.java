package dev.synap.store.log;

import dev.synap.core.event.Timestamps;
import dev.synap.store.log.AppendPlan.SubjectMove;
import dev.synap.store.log.AppendPlan.WorkspaceMove;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes a plan with one statement: one round trip, one commit, all or nothing. */
final class PlanWriter {

    // Locks the heads of the workspaces, in the order of their ids so that nodes cannot deadlock, and goes
    // on only if every one of them still stands where the plan starts from: then nobody else has appended,
    // and what the plan assumes of their subjects holds too. A new subject or event id that turns out to
    // exist breaks a primary key, and the whole statement with it.
    private static final String WRITE = """
            WITH head AS MATERIALIZED (
                SELECT w.position = p.position AS unmoved
                FROM unnest(?::text[], ?::bigint[]) AS p (workspace_id, position)
                JOIN workspace_head w ON w.workspace_id = p.workspace_id
                ORDER BY w.workspace_id
                FOR UPDATE OF w
            ), go AS MATERIALIZED (
                SELECT count(*) FILTER (WHERE unmoved) = ?::bigint AS ok FROM head
            ), moved_head AS (
                UPDATE workspace_head w
                SET position = m.position, recorded_at = m.recorded_at::timestamptz, hash = m.hash
                FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bytea[])
                    AS m (workspace_id, position, recorded_at, hash)
                WHERE w.workspace_id = m.workspace_id AND (SELECT ok FROM go)
            ), moved_subject AS (
                UPDATE subject_head s
                SET version = m.version
                FROM unnest(?::text[], ?::text[], ?::bigint[]) AS m (workspace_id, subject_id, version)
                WHERE s.workspace_id = m.workspace_id AND s.subject_id = m.subject_id AND (SELECT ok FROM go)
            ), new_subject AS (
                INSERT INTO subject_head (workspace_id, subject_id, subject_type, version, created_at)
                SELECT n.workspace_id, n.subject_id, n.subject_type, n.version, n.created_at::timestamptz
                FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                    AS n (workspace_id, subject_id, subject_type, version, created_at)
                WHERE (SELECT ok FROM go)
            ), new_event AS MATERIALIZED (
                SELECT workspace_id, position, version, recorded_at::timestamptz, occurred_at::timestamptz, hash,
                    event_id, type, subject_id, subject_type, user_id, source, correlation_id, causation_id,
                    data::json, metadata::json
                FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
                    AS e (workspace_id, position, version, recorded_at, occurred_at, hash, event_id, type,
                        subject_id, subject_type, user_id, source, correlation_id, causation_id, data, metadata)
                WHERE (SELECT ok FROM go)
            ), new_key AS (
                INSERT INTO event_key (workspace_id, event_id, position, recorded_at)
                SELECT workspace_id, event_id, position, recorded_at FROM new_event
            ), inserted AS (
                INSERT INTO event (workspace_id, position, version, recorded_at, occurred_at, hash, event_id, type,
                    subject_id, subject_type, user_id, source, correlation_id, causation_id, data, metadata)
                SELECT * FROM new_event
            )
            SELECT ok FROM go
            """;

    private static final HexFormat HEX = HexFormat.of();

    private PlanWriter() {}

    /**
     * Writes the plan.
     *
     * @return false when a workspace has moved on since; nothing was written then
     */
    static boolean write(Connection connection, AppendPlan plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            int at = bindHeads(connection, statement, 1, plan.moves());
            at = bindSubjects(connection, statement, at, plan.moves());
            EventArrays.bind(statement, at, plan.events());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static int bindHeads(
            Connection connection, PreparedStatement statement, int first, Map<String, WorkspaceMove> moves)
            throws SQLException {
        int count = moves.size();
        String[] ids = moves.keySet().toArray(String[]::new);
        Long[] from = new Long[count];
        Long[] to = new Long[count];
        String[] recordedAt = new String[count];
        byte[][] hash = new byte[count][];
        int i = 0;
        for (WorkspaceMove move : moves.values()) {
            from[i] = move.from;
            to[i] = move.position;
            recordedAt[i] = Timestamps.format(move.recordedAt);
            hash[i] = HEX.parseHex(move.hash);
            i++;
        }
        int at = first;
        statement.setArray(at++, connection.createArrayOf("text", ids));
        statement.setArray(at++, connection.createArrayOf("int8", from));
        statement.setLong(at++, count);
        statement.setArray(at++, connection.createArrayOf("text", ids));
        statement.setArray(at++, connection.createArrayOf("int8", to));
        statement.setArray(at++, connection.createArrayOf("text", recordedAt));
        statement.setArray(at++, connection.createArrayOf("bytea", hash));
        return at;
    }

    private static int bindSubjects(
            Connection connection, PreparedStatement statement, int first, Map<String, WorkspaceMove> moves)
            throws SQLException {
        SubjectColumns known = new SubjectColumns();
        SubjectColumns created = new SubjectColumns();
        moves.forEach((workspaceId, move) -> move.subjects.forEach((subjectId, subject) ->
                (subject.isNew() ? created : known).add(workspaceId, subjectId, subject, move)));
        int at = first;
        statement.setArray(at++, known.text(connection, known.workspaceIds));
        statement.setArray(at++, known.text(connection, known.subjectIds));
        statement.setArray(at++, known.numbers(connection));
        statement.setArray(at++, created.text(connection, created.workspaceIds));
        statement.setArray(at++, created.text(connection, created.subjectIds));
        statement.setArray(at++, created.text(connection, created.types));
        statement.setArray(at++, created.numbers(connection));
        statement.setArray(at++, created.text(connection, created.createdAt));
        return at;
    }

    private static final class SubjectColumns {
        private final List<String> workspaceIds = new ArrayList<>();
        private final List<String> subjectIds = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private final List<Long> versions = new ArrayList<>();
        private final List<String> createdAt = new ArrayList<>();

        void add(String workspaceId, String subjectId, SubjectMove subject, WorkspaceMove move) {
            workspaceIds.add(workspaceId);
            subjectIds.add(subjectId);
            types.add(subject.type);
            versions.add(subject.version);
            createdAt.add(Timestamps.format(move.recordedAt));
        }

        java.sql.Array text(Connection connection, List<String> values) throws SQLException {
            return connection.createArrayOf("text", values.toArray(String[]::new));
        }

        java.sql.Array numbers(Connection connection) throws SQLException {
            return connection.createArrayOf("int8", versions.toArray(Long[]::new));
        }
    }
}
