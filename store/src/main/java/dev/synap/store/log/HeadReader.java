package dev.synap.store.log;

import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.HashChain;
import dev.synap.store.log.Heads.SubjectHead;
import dev.synap.store.log.Heads.WorkspaceHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the heads of workspaces and subjects for the appends of a batch. */
final class HeadReader {

    // By primary key.
    private static final String CREATE_HEADS = """
            INSERT INTO workspace_head (workspace_id, position, recorded_at, hash)
            SELECT id, 0, 'epoch', decode(?, 'hex') FROM unnest(?::text[]) AS n (id) ORDER BY id
            ON CONFLICT DO NOTHING
            """;

    private static final String READ_HEADS = """
            SELECT workspace_id, position, recorded_at, encode(hash, 'hex')
            FROM workspace_head
            WHERE workspace_id = ANY (?::text[])
            ORDER BY workspace_id
            """;

    // The same rows, locked until the transaction ends, so that nobody else can append; in the order of
    // their ids, so that two nodes cannot deadlock.
    private static final String LOCK_HEADS = READ_HEADS + "FOR UPDATE";

    // By primary key.
    private static final String READ_SUBJECTS = """
            SELECT s.workspace_id, s.subject_id, s.version, s.subject_type
            FROM unnest(?::text[], ?::text[]) AS k (workspace_id, subject_id)
            JOIN subject_head s ON s.workspace_id = k.workspace_id AND s.subject_id = k.subject_id
            """;

    private HeadReader() {}

    /** Reads what the batch needs and is not remembered yet. */
    static void readMissing(Connection connection, List<PendingAppend> batch, Heads heads) throws SQLException {
        SortedSet<String> unknown = new TreeSet<>();
        for (PendingAppend pending : batch) {
            if (heads.get(pending.request().workspaceId()) == null) {
                unknown.add(pending.request().workspaceId());
            }
        }
        if (!unknown.isEmpty()) {
            readHeads(connection, unknown, heads, READ_HEADS);
        }
        Set<SubjectKey> missing = new LinkedHashSet<>();
        for (PendingAppend pending : batch) {
            AppendRequest request = pending.request();
            WorkspaceHead head = heads.get(request.workspaceId());
            for (NewEvent event : request.events()) {
                if (head != null && !AppendPlanner.isEnough(request, event, head.subjects.get(event.subjectId()))) {
                    missing.add(new SubjectKey(request.workspaceId(), event.subjectId()));
                }
            }
        }
        readSubjects(connection, missing, heads);
    }

    /** Locks the heads of the batch's workspaces until the transaction ends, and reads all afresh. */
    static void lock(Connection connection, List<PendingAppend> batch, Heads heads) throws SQLException {
        SortedSet<String> workspaceIds = new TreeSet<>();
        Set<SubjectKey> subjects = new LinkedHashSet<>();
        for (PendingAppend pending : batch) {
            AppendRequest request = pending.request();
            workspaceIds.add(request.workspaceId());
            request.events().forEach(event -> subjects.add(new SubjectKey(request.workspaceId(), event.subjectId())));
        }
        workspaceIds.forEach(heads::forget);
        readHeads(connection, workspaceIds, heads, LOCK_HEADS);
        readSubjects(connection, subjects, heads);
    }

    private static void readHeads(Connection connection, SortedSet<String> workspaceIds, Heads heads, String query)
            throws SQLException {
        if (readExistingHeads(connection, workspaceIds, heads, query) < workspaceIds.size()) {
            try (PreparedStatement insert = connection.prepareStatement(CREATE_HEADS)) {
                insert.setString(1, HashChain.GENESIS);
                insert.setArray(2, connection.createArrayOf("text", workspaceIds.toArray(String[]::new)));
                insert.executeUpdate();
            }
            readExistingHeads(connection, workspaceIds, heads, query);
        }
    }

    private static int readExistingHeads(
            Connection connection, SortedSet<String> workspaceIds, Heads heads, String query) throws SQLException {
        int found = 0;
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setArray(1, connection.createArrayOf("text", workspaceIds.toArray(String[]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant recordedAt = row.getObject(3, OffsetDateTime.class).toInstant();
                    heads.put(row.getString(1), new WorkspaceHead(row.getLong(2), row.getString(4), recordedAt));
                    found++;
                }
            }
        }
        return found;
    }

    private static void readSubjects(Connection connection, Set<SubjectKey> subjects, Heads heads) throws SQLException {
        if (subjects.isEmpty()) {
            return;
        }
        List<String> workspaceIds = new ArrayList<>();
        List<String> subjectIds = new ArrayList<>();
        Map<String, Map<String, SubjectHead>> read = new HashMap<>();
        for (SubjectKey key : subjects) {
            workspaceIds.add(key.workspaceId);
            subjectIds.add(key.subjectId);
            read.computeIfAbsent(key.workspaceId, id -> new HashMap<>()).put(key.subjectId, SubjectHead.NONE);
        }
        try (PreparedStatement select = connection.prepareStatement(READ_SUBJECTS)) {
            select.setArray(1, connection.createArrayOf("text", workspaceIds.toArray(String[]::new)));
            select.setArray(2, connection.createArrayOf("text", subjectIds.toArray(String[]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read.getOrDefault(row.getString(1), Map.of())
                            .replace(row.getString(2), new SubjectHead(row.getLong(3), row.getString(4)));
                }
            }
        }
        read.forEach(heads::learn);
    }

    private record SubjectKey(String workspaceId, String subjectId) {}
}
