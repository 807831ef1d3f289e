package dev.synap.store.reading;

import dev.synap.store.jdbc.Sql;
import java.util.List;
import javax.sql.DataSource;

/** Which words of a text have led to suggestions before, whatever became of these. Thread-safe. */
public final class SuggestedWords {

    // By index event_invoked, whose expression and condition this repeats.
    private static final String SELECT = """
            SELECT data ->> 'words'
            FROM event
            WHERE workspace_id = ? AND type = 'agent.invoked' AND md5(data ->> 'subjectId') = md5(?) AND user_id = ?
              AND data ->> 'words' IS NOT NULL
            ORDER BY position DESC
            LIMIT 1000
            """;

    private final Sql sql;

    public SuggestedWords(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    /** Those that this agent has suggested something for; the latest 1,000. */
    public List<String> of(String workspaceId, String subjectId, String agentId) {
        return sql.list(SELECT, row -> row.getString(1), workspaceId, subjectId, agentId);
    }
}
