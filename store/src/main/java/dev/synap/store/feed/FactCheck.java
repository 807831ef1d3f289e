package dev.synap.store.feed;

import dev.synap.core.event.NewEvent;
import dev.synap.core.fold.Reducers;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.store.log.TableWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks that no fact lies behind the versions that a reaction believes in. On a subject that requests keep
 * coming for, versions move on all the time, while what was read of it still holds: only facts change that.
 *
 * <p>Runs in the transaction of the append, which holds the workspace's head: nothing comes in between.
 */
final class FactCheck implements TableWork {

    // By event_by_subject, for each subject; OFFSET keeps it from being joined by the workspace alone.
    private static final String LATER_EVENTS = """
            SELECT e.subject_id, e.type
            FROM unnest(?::text[], ?::bigint[]) AS k (subject_id, version)
            CROSS JOIN LATERAL (
                SELECT subject_id, type, event_id FROM event
                WHERE workspace_id = ? AND subject_id = k.subject_id AND version > k.version
                OFFSET 0
            ) e
            WHERE NOT e.event_id = ANY (?::text[])
            """;

    private final String workspaceId;
    private final Reaction reaction;

    FactCheck(String workspaceId, Reaction reaction) {
        this.workspaceId = workspaceId;
        this.reaction = reaction;
    }

    @Override
    public void write(Connection connection) throws SQLException {
        List<String> subjects = new ArrayList<>();
        List<Long> versions = new ArrayList<>();
        for (Map.Entry<String, ExpectedVersion> entry : reaction.expected().entrySet()) {
            if (entry.getValue() instanceof ExpectedVersion.Exactly(long version)) {
                subjects.add(entry.getKey());
                versions.add(version);
            }
        }
        String[] own = reaction.following().stream().map(NewEvent::id).toArray(String[]::new);
        try (PreparedStatement select = connection.prepareStatement(LATER_EVENTS)) {
            select.setArray(1, connection.createArrayOf("text", subjects.toArray(String[]::new)));
            select.setArray(2, connection.createArrayOf("int8", versions.toArray(Long[]::new)));
            select.setString(3, workspaceId);
            select.setArray(4, connection.createArrayOf("text", own));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (Reducers.changesState(row.getString(2))) {
                        throw new FactsMovedOnException(row.getString(1));
                    }
                }
            }
        }
    }

    /** A fact has come in between. */
    static final class FactsMovedOnException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FactsMovedOnException(String subjectId) {
            super(subjectId + " has changed since it was read");
        }
    }
}
