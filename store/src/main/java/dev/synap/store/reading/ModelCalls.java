package dev.synap.store.reading;

import dev.synap.store.jdbc.Sql;
import java.time.Instant;
import javax.sql.DataSource;

/** What asking the language model has cost, as the log says it. Thread-safe. */
public final class ModelCalls {

    // By index event_model_called, whose condition this repeats. An import may say that somebody else was at work: it
    // can
    // take from its own workspace's budget, and must not keep the rest from being counted.
    private static final String TOKENS = """
            SELECT coalesce(sum(
                CASE WHEN data ->> 'inputTokens' ~ '^[0-9]{1,9}$' THEN (data ->> 'inputTokens')::bigint ELSE 0 END
                + CASE WHEN data ->> 'outputTokens' ~ '^[0-9]{1,9}$' THEN (data ->> 'outputTokens')::bigint ELSE 0 END), 0)
            FROM event
            WHERE workspace_id = ? AND type = 'model.called' AND recorded_at >= ? AND user_id = ?
            """;

    private final Sql sql;

    public ModelCalls(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    /** How many tokens this agent's calls for a workspace took, in and out, from a time on. */
    public long tokensSince(String workspaceId, String agentId, Instant since) {
        return sql.list(TOKENS, row -> row.getLong(1), workspaceId, since, agentId)
                .getFirst();
    }
}
