package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.log.AppendResult;
import dev.synap.store.log.Heads.SubjectHead;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a batch comes to: the rows to write, where each workspace's log will end, and the answer for each
 * append once the rows are durable.
 */
final class AppendPlan {

    private final List<Event> events = new ArrayList<>();
    private final Map<String, WorkspaceMove> moves = new LinkedHashMap<>();
    private final Map<EventKey, Event> byKey = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<PendingAppend, AppendResult> stale = new LinkedHashMap<>();
    private final List<PendingAppend> unsure = new ArrayList<>();

    List<Event> events() {
        return events;
    }

    Map<String, WorkspaceMove> moves() {
        return moves;
    }

    /** Appends that what is remembered cannot decide: they must be looked at under lock. */
    List<PendingAppend> unsure() {
        return unsure;
    }

    /**
     * Appends that are behind what is remembered, with the conflict each ends in, unless it turns out to be
     * a repeated one.
     */
    Map<PendingAppend, AppendResult> stale() {
        return stale;
    }

    @Nullable
    Event planned(EventKey key) {
        return byKey.get(key);
    }

    void add(Event event) {
        events.add(event);
        byKey.put(new EventKey(event.workspaceId(), event.id()), event);
    }

    void answer(PendingAppend pending, AppendResult result) {
        answers.add(new Answer(pending, result));
    }

    void refuse(PendingAppend pending, AppendResult conflict) {
        stale.put(pending, conflict);
    }

    void leaveOpen(PendingAppend pending) {
        unsure.add(pending);
    }

    /** When the plan's events are recorded: one time for each workspace. */
    Set<Instant> recordingTimes() {
        return moves.values().stream().map(move -> move.recordedAt).collect(Collectors.toSet());
    }

    /** Makes the plan's outcome what is remembered. */
    void remember(Heads heads) {
        moves.forEach((workspaceId, move) ->
                heads.advance(workspaceId, move.recordedAt, move.position, move.hash, move.moved()));
    }

    void settle() {
        answers.forEach(answer -> answer.pending.settle(answer.result));
    }

    /** Whether any of the appends that the plan accepts has tables to write. */
    boolean writesTables() {
        return answers.stream().anyMatch(Answer::writesTables);
    }

    /**
     * Does the work that goes with the accepted appends, in their order.
     *
     * @throws TableWorkFault when one of them fails through no fault of the connection
     */
    void writeTables(Connection connection) throws SQLException, TableWorkFault {
        for (Answer answer : answers) {
            if (answer.writesTables()) {
                TableWorkFault.guard(connection, answer.pending);
            }
        }
    }

    /** Visits every workspace that the plan adds events to. */
    void forEachWorkspace(AppendListener listener) {
        if (moves.size() == 1) {
            listener.appended(events.getFirst().workspaceId(), List.copyOf(events));
        } else {
            events.stream().collect(Collectors.groupingBy(Event::workspaceId)).forEach(listener::appended);
        }
    }

    /** Visits every subject that the plan adds events to. */
    void forEachSubject(GrowthListener listener) {
        moves.forEach((workspaceId, move) -> move.subjects.forEach(
                (subjectId, subject) -> listener.grown(workspaceId, subjectId, subject.from, subject.version)));
    }

    private record Answer(PendingAppend pending, AppendResult result) {
        boolean writesTables() {
            return pending.writesTables() && result instanceof AppendResult.Appended;
        }
    }

    /** An event id in its workspace. */
    record EventKey(String workspaceId, String eventId) {}

    /** How one workspace's log moves on in this batch. */
    static final class WorkspaceMove {
        final long from;
        final Instant recordedAt;
        long position;
        String hash;
        final Map<String, SubjectMove> subjects = new LinkedHashMap<>();

        WorkspaceMove(long from, String hash, Instant recordedAt) {
            this.from = from;
            this.position = from;
            this.hash = hash;
            this.recordedAt = recordedAt;
        }

        private Map<String, SubjectHead> moved() {
            Map<String, SubjectHead> moved = HashMap.newHashMap(subjects.size());
            subjects.forEach((subjectId, move) -> moved.put(subjectId, new SubjectHead(move.version, move.type)));
            return moved;
        }
    }

    /** How one subject moves on in this batch. */
    static final class SubjectMove {
        final long from;
        final String type;
        long version;

        SubjectMove(SubjectHead head, String type) {
            this.from = head.version();
            this.version = head.version();
            this.type = type;
        }

        boolean isNew() {
            return from == 0;
        }
    }
}
