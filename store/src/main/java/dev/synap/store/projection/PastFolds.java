package dev.synap.store.projection;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.store.log.FoldRows;
import dev.synap.store.projection.Candidates.Candidate;
import dev.synap.store.state.StateReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds many subjects up to a point in history at once, from their events; those with very many events each from its
 * last snapshot.
 */
final class PastFolds {

    private static final int FETCH_SIZE = 250;
    private static final int MANY_EVENTS = 2_000;

    // By index event_by_subject, for each subject. Requests, which are no facts, hold the data a second time.
    private static final String SELECT = """
            SELECT %s
            FROM unnest((SELECT ?::text[])) AS k (id)
            CROSS JOIN LATERAL (
                SELECT * FROM event
                WHERE workspace_id = ? AND subject_id = k.id AND type NOT LIKE 'entities.%%.requested'
                    AND %s
                ORDER BY version
                OFFSET 0
            ) e
            """;

    // By index event_by_subject, from the end.
    private static final String LAST = """
            SELECT type, version, position
            FROM event
            WHERE workspace_id = ? AND subject_id = ? AND version <= ? AND %s
            ORDER BY version DESC
            """;

    private final Connection transaction;
    private final StateReader states;
    private final String workspaceId;
    private final AsOf point;
    private final String condition;

    /** @param transaction events are read through a cursor, which needs one */
    PastFolds(Connection transaction, StateReader states, String workspaceId, AsOf point) {
        this.transaction = transaction;
        this.states = states;
        this.workspaceId = workspaceId;
        this.point = point;
        this.condition = switch (point) {
            case AsOf.Latest() -> "true";
            case AsOf.Version _ -> throw new IllegalArgumentException("a list has no version");
            case AsOf.Position _ -> "position <= ?";
            case AsOf.Time _ -> "occurred_at <= ?";
        };
    }

    /** The subjects as of the point, in the order given; one that was not there has version 0. */
    Map<Candidate, Subject> of(List<Candidate> candidates) throws SQLException {
        Map<Candidate, Subject> subjects = new LinkedHashMap<>();
        Map<String, Subject> folded = new LinkedHashMap<>();
        for (Candidate each : candidates) {
            Subject subject;
            if (each.events() > MANY_EVENTS) {
                subject = fromSnapshot(each);
            } else {
                subject = new Subject(each.id(), each.type(), each.recordedAt());
                folded.put(each.id(), subject);
            }
            subjects.put(each, subject);
        }
        if (!folded.isEmpty()) {
            fold(folded);
        }
        return subjects;
    }

    private void fold(Map<String, Subject> subjects) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(SELECT.formatted(FoldRows.COLUMNS, condition))) {
            select.setFetchSize(FETCH_SIZE);
            select.setArray(
                    1, transaction.createArrayOf("text", subjects.keySet().toArray()));
            select.setString(2, workspaceId);
            bindPoint(select, 3);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Event event = FoldRows.read(row);
                    Subject subject = subjects.get(event.subjectId());
                    if (subject != null && Reducers.changesState(event.type())) {
                        subject.add(event);
                    }
                }
            }
        }
    }

    private Subject fromSnapshot(Candidate candidate) throws SQLException {
        State state = states.state(transaction, workspaceId, candidate.id(), point);
        try (PreparedStatement select = transaction.prepareStatement(LAST.formatted(condition))) {
            select.setFetchSize(FETCH_SIZE);
            select.setString(1, workspaceId);
            select.setString(2, candidate.id());
            select.setLong(3, state.version());
            bindPoint(select, 4);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (Reducers.changesState(row.getString(1))) {
                        return Subject.asOf(
                                candidate.id(),
                                candidate.type(),
                                candidate.recordedAt(),
                                row.getLong(2),
                                row.getLong(3),
                                state.toNode());
                    }
                }
            }
        }
        return new Subject(candidate.id(), candidate.type(), candidate.recordedAt());
    }

    private void bindPoint(PreparedStatement statement, int parameter) throws SQLException {
        switch (point) {
            case AsOf.Position(long position) -> statement.setLong(parameter, position);
            case AsOf.Time(Instant time) -> statement.setObject(parameter, time.atOffset(ZoneOffset.UTC));
            case AsOf.Latest(), AsOf.Version _ -> {}
        }
    }
}
