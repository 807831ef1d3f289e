package dev.synap.client;

import dev.synap.core.access.PolicyEffect;
import dev.synap.core.error.InvalidInputException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What agents may do without a person.
 *
 * @param agentId the agent, or {@code *} for all
 * @param pattern actions such as {@code entities.create.task}, or {@code entities.delete.*} for all that begin alike
 */
public record AgentPolicy(Entity entity, String agentId, String pattern, PolicyEffect effect) implements Row {

    static AgentPolicy from(ObjectNode row) {
        String effect = Wire.text(row, "effect");
        return new AgentPolicy(
                Entity.of(row, "policy"),
                Wire.text(row, "agentId"),
                Wire.text(row, "pattern"),
                PolicyEffect.named(effect).orElseThrow(() -> new InvalidInputException("effect", "is " + effect)));
    }
}
