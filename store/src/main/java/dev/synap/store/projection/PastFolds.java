package dev.synap.store.projection;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.log.AsOf;
import dev.synap.store.log.EventRows;
import dev.synap.store.projection.Candidates.Candidate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds many subjects up to a point in history at once, from their events. */
final class PastFolds {

    private static final int FETCH_SIZE = 250;

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

    private PastFolds() {}

    /**
     * The subjects as of the point, in the order given; one that was not there has version 0. It reads through a
     * cursor, so it needs a transaction.
     */
    static Map<Candidate, Subject> of(
            Connection transaction, String workspaceId, List<Candidate> candidates, AsOf point) throws SQLException {
        Map<Candidate, Subject> subjects = new LinkedHashMap<>();
        Map<String, Subject> byId = new LinkedHashMap<>();
        for (Candidate each : candidates) {
            Subject subject = new Subject(each.id(), each.type(), each.recordedAt(), 0, null);
            subjects.put(each, subject);
            byId.put(each.id(), subject);
        }
        String condition = switch (point) {
            case AsOf.Latest() -> "true";
            case AsOf.Version _ -> throw new IllegalArgumentException("a list has no version");
            case AsOf.Position _ -> "position <= ?";
            case AsOf.Time _ -> "occurred_at <= ?";
        };
        try (PreparedStatement select = transaction.prepareStatement(SELECT.formatted(EventRows.COLUMNS, condition))) {
            select.setFetchSize(FETCH_SIZE);
            select.setArray(1, transaction.createArrayOf("text", byId.keySet().toArray()));
            select.setString(2, workspaceId);
            switch (point) {
                case AsOf.Position(long position) -> select.setLong(3, position);
                case AsOf.Time(Instant time) -> select.setObject(3, time.atOffset(ZoneOffset.UTC));
                case AsOf.Latest(), AsOf.Version _ -> {}
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Event event = EventRows.read(row);
                    Subject subject = byId.get(event.subjectId());
                    if (subject != null && Reducers.changesState(event.type())) {
                        subject.add(event);
                    }
                }
            }
        }
        return subjects;
    }
}
