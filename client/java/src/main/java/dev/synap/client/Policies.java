package dev.synap.client;

import dev.synap.core.access.PolicyEffect;
import dev.synap.core.json.Json;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What agents may do without a person. Where no policy speaks, a person decides. The next decision goes by a
 * policy as it is then. Changing them takes an admin; see {@link WriteResult}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Policies {

    /** Stands for every agent. */
    public static final String ANY_AGENT = "*";

    private final Writes writes;

    Policies(Writes writes) {
        this.writes = writes;
    }

    /** The same, but what is written through it has these options. */
    public Policies with(UnaryOperator<WriteOptions> options) {
        return new Policies(writes.with(options));
    }

    /** The same, but writes answer only once they are decided and the lists show them. */
    public Policies waiting() {
        return with(WriteOptions::andWait);
    }

    public Listing<AgentPolicy> list() {
        return list(query -> query);
    }

    public Listing<AgentPolicy> list(UnaryOperator<ListQuery> query) {
        return writes.lists().list("policies", query, AgentPolicy::from);
    }

    /** Makes one: {@code create("gardener", "entities.create.task", PolicyEffect.AUTO_APPROVE)}. */
    public WriteResult<AgentPolicy> create(String agentId, String pattern, PolicyEffect effect) {
        return writes.send(
                "POST",
                List.of("policies"),
                Json.newObject().put("agentId", agentId).put("pattern", pattern).put("effect", effect.text()),
                AgentPolicy::from);
    }

    public WriteResult<AgentPolicy> change(String policyId, PolicyEffect effect) {
        return writes.send(
                "PATCH",
                List.of("policies", policyId),
                Json.newObject().put("effect", effect.text()),
                AgentPolicy::from);
    }

    public WriteResult<AgentPolicy> remove(String policyId) {
        return writes.send("DELETE", List.of("policies", policyId), Json.newObject(), AgentPolicy::from);
    }
}
