package dev.synap.store.restore;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import dev.synap.core.log.HashChain;
import dev.synap.store.CopyLines;
import dev.synap.store.Database;
import dev.synap.store.rebuild.DeciderCheckpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts the events of one workspace back, within a transaction that holds the workspace's head. Not thread-safe. */
final class WorkspaceRestore {

    private static final String COPY = """
            COPY event (workspace_id, position, version, recorded_at, occurred_at, hash, event_id, type, subject_id,
                subject_type, user_id, source, correlation_id, causation_id, data, metadata) FROM STDIN
            """;
    private static final int MAX_CHARACTERS = 512 * 1024;
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final Database database;
    private final Connection connection;
    private final String workspaceId;
    private final RestoreSql sql;
    private final RestoreSql.Head before;
    private final Instant latest;
    private final Set<YearMonth> months = new HashSet<>();
    private final CopyLines lines = new CopyLines();
    private String hash;
    private long position;
    private Instant recordedAt = Instant.MIN;

    private WorkspaceRestore(
            Database database, Connection connection, String workspaceId, RestoreSql sql, Instant latest, long after)
            throws SQLException {
        this.database = database;
        this.connection = connection;
        this.workspaceId = workspaceId;
        this.sql = sql;
        this.latest = latest;
        this.before = sql.lock();
        this.position = after;
        this.hash = after == 0 ? HashChain.GENESIS : sql.hashAt(after);
    }

    /**
     * Begins with a workspace.
     *
     * @param first its first event in the export
     */
    static WorkspaceRestore begin(Database database, Connection connection, Clock clock, Event first, String ownerId)
            throws SQLException {
        Ids.check("workspaceId", first.workspaceId());
        RestoreSql sql = new RestoreSql(connection, first.workspaceId());
        sql.makeWorkspace(ownerId);
        Instant latest = clock.instant().plus(CLOCKS_DIFFER);
        return new WorkspaceRestore(
                database, connection, first.workspaceId(), sql, latest, Math.max(0, first.position() - 1));
    }

    String workspaceId() {
        return workspaceId;
    }

    /** Takes the next event. */
    void add(Event event) throws SQLException {
        long expected = position + 1;
        if (event.position() != expected) {
            throw refused(expected, "is missing; the next event stands at " + event.position());
        }
        if (hash.isEmpty()) {
            throw refused(expected - 1, "is not in the log, and the export begins behind it");
        }
        if (!HashChain.hash(hash, event).equals(event.hash())) {
            throw refused(expected, "has content that does not match its hash (" + event.id() + ")");
        }
        if (expected <= before.position()) {
            compare(event);
        } else {
            check(event);
            copy(event);
        }
        position = expected;
        hash = event.hash();
    }

    /** Writes what is not written yet, and moves the heads. */
    Restored finish(List<String> deciders) throws SQLException {
        lines.send(connection, COPY);
        if (position > before.position()) {
            sql.addKeys(before.position()).ifPresent(twice -> {
                throw refused(twice, "has the id of an earlier event");
            });
            sql.wrongVersion(before.position()).ifPresent(wrong -> {
                throw refused(wrong, "does not have the version that follows in its subject");
            });
            sql.moveSubjects(before.position());
            sql.moveHead(position, recordedAt, hash);
            for (String decider : deciders) {
                DeciderCheckpoints.write(connection, decider, workspaceId);
            }
        }
        return new Restored(
                workspaceId,
                Math.max(0, position - before.position()),
                Math.max(position, before.position()),
                position >= before.position() ? hash : before.hash());
    }

    private void compare(Event event) throws SQLException {
        if (!sql.hashAt(event.position()).equals(event.hash())) {
            throw refused(event.position(), "holds another event than the export");
        }
    }

    private void check(Event event) {
        Ids.check("id", event.id());
        Ids.check("subjectId", event.subjectId());
        if (event.recordedAt().isBefore(recordedAt) || event.recordedAt().isBefore(before.recordedAt())) {
            throw refused(event.position(), "was recorded before the event that it follows");
        }
        if (event.recordedAt().isAfter(latest)) {
            throw refused(event.position(), "was recorded in the future");
        }
    }

    private void copy(Event event) throws SQLException {
        recordedAt = event.recordedAt();
        if (months.add(YearMonth.from(recordedAt.atOffset(ZoneOffset.UTC)))) {
            database.createPartition(recordedAt);
        }
        lines.value(event.workspaceId());
        lines.value(Long.toString(event.position()));
        lines.value(Long.toString(event.version()));
        lines.value(Timestamps.format(event.recordedAt()));
        lines.value(Timestamps.format(event.timestamp()));
        lines.value("\\x" + event.hash());
        lines.value(event.id());
        lines.value(event.type());
        lines.value(event.subjectId());
        lines.value(event.subjectType());
        lines.value(event.userId());
        lines.value(event.source());
        lines.value(event.correlationId());
        lines.value(event.causationId());
        lines.value(event.data().text());
        lines.value(event.metadata().text());
        lines.end();
        if (lines.length() > MAX_CHARACTERS) {
            lines.send(connection, COPY);
        }
    }

    private RestoreRefusedException refused(long at, String reason) {
        return new RestoreRefusedException(workspaceId, at, reason);
    }
}
