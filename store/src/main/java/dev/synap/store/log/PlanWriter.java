package dev.synap.store.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Writes a plan in one round trip and one commit, all or nothing: a few simple statements that travel
 * together, which the server runs as one transaction.
 *
 * <p>The first statement takes the workspaces' heads and checks that each still stands where the plan
 * starts from. Then nobody else has appended, and what is remembered of their subjects holds too. What was
 * not remembered but only expected is compared subject by subject. A new subject or an event id that turns
 * out to exist breaks a primary key, and the whole write with it.
 */
final class PlanWriter {

    // Each by primary key.
    private static final String MOVE_HEAD = """
            WITH moved AS (
                UPDATE workspace_head SET position = ?, recorded_at = ?::timestamptz, hash = ?
                WHERE workspace_id = ? AND position = ?
                RETURNING 1
            )
            SELECT expect_heads(count(*), 1) FROM moved;
            """;

    private static final String MOVE_SUBJECT = """
            WITH moved AS (
                UPDATE subject_head SET version = ? WHERE workspace_id = ? AND subject_id = ? AND version = ?
                RETURNING 1
            )
            SELECT expect_heads(count(*), 1) FROM moved;
            """;

    private static final String ADD_SUBJECT = """
            INSERT INTO subject_head (version, workspace_id, subject_id, subject_type, created_at)
            VALUES (?, ?, ?, ?, ?::timestamptz);
            """;

    private static final String ADD_EVENT = """
            INSERT INTO event_key (workspace_id, event_id, position, recorded_at)
            VALUES (?, ?, ?, ?::timestamptz);
            INSERT INTO event (workspace_id, position, version, recorded_at, occurred_at, hash, event_id, type,
                subject_id, subject_type, user_id, source, correlation_id, causation_id, data, metadata)
            VALUES (?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json)
            """;

    // Locks the heads in the order of their ids, so that nodes cannot deadlock, before it moves them.
    private static final String MOVE_HEADS = """
            WITH held AS MATERIALIZED (
                SELECT w.workspace_id, p.moved_to, p.recorded_at, p.hash
                FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bytea[])
                    AS p (workspace_id, moves_from, moved_to, recorded_at, hash)
                JOIN workspace_head w ON w.workspace_id = p.workspace_id AND w.position = p.moves_from
                ORDER BY w.workspace_id
                FOR UPDATE OF w
            ), moved AS (
                UPDATE workspace_head w
                SET position = h.moved_to, recorded_at = h.recorded_at::timestamptz, hash = h.hash
                FROM held h
                WHERE w.workspace_id = h.workspace_id
                RETURNING 1
            )
            SELECT expect_heads(count(*), ?) FROM moved;
            """;

    private static final String MOVE_SUBJECTS = """
            WITH moved AS (
                UPDATE subject_head s
                SET version = m.moved_to
                FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
                    AS m (workspace_id, subject_id, moves_from, moved_to)
                WHERE s.workspace_id = m.workspace_id AND s.subject_id = m.subject_id AND s.version = m.moves_from
                RETURNING 1
            )
            SELECT expect_heads(count(*), ?) FROM moved;
            """;

    private static final String ADD_SUBJECTS = """
            INSERT INTO subject_head (workspace_id, subject_id, version, subject_type, created_at)
            SELECT workspace_id, subject_id, version, subject_type, created_at::timestamptz
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                AS n (workspace_id, subject_id, version, subject_type, created_at);
            """;

    private static final String ADD_EVENTS = """
            INSERT INTO event_key (workspace_id, event_id, position, recorded_at)
            SELECT workspace_id, event_id, position, recorded_at::timestamptz
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[])
                AS n (workspace_id, event_id, position, recorded_at);
            INSERT INTO event (workspace_id, position, version, recorded_at, occurred_at, hash, event_id, type,
                subject_id, subject_type, user_id, source, correlation_id, causation_id, data, metadata)
            SELECT workspace_id, position, version, recorded_at::timestamptz, occurred_at::timestamptz, hash, event_id,
                type, subject_id, subject_type, user_id, source, correlation_id, causation_id, data::json,
                metadata::json
            FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS n (workspace_id, position, version, recorded_at, occurred_at, hash, event_id, type, subject_id,
                    subject_type, user_id, source, correlation_id, causation_id, data, metadata)
            """;

    private PlanWriter() {}

    /**
     * Writes the plan.
     *
     * @throws SQLException when it cannot be written, or no longer holds; nothing was written then, unless
     *     the connection broke, which leaves it open
     */
    static void write(Connection connection, AppendPlan plan) throws SQLException {
        MovedSubjects known = new MovedSubjects();
        MovedSubjects created = new MovedSubjects();
        plan.moves()
                .forEach((workspaceId, move) -> move.subjects.forEach((subjectId, subject) ->
                        (subject.isNew() ? created : known).add(workspaceId, subjectId, subject, move.recordedAt)));
        // What is about one row is written for one: that takes half the time.
        String sql = (plan.moves().size() == 1 ? MOVE_HEAD : MOVE_HEADS)
                + known.select(MOVE_SUBJECT, MOVE_SUBJECTS)
                + created.select(ADD_SUBJECT, ADD_SUBJECTS)
                + (plan.events().size() == 1 ? ADD_EVENT : ADD_EVENTS);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters parameters = new Parameters(statement);
            parameters.heads(plan.moves());
            known.asMoves(parameters);
            created.asNew(parameters);
            parameters.events(plan.events());
            statement.execute();
        }
    }
}
