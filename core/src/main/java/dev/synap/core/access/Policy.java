package dev.synap.core.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A rule for what agents may do without a person.
 *
 * @param id names the rule in decisions
 * @param agentId one agent, or {@link #ANY_AGENT}
 * @param pattern an action such as {@code entities.update.note}; a {@code *} at its end stands for any rest,
 *     as in {@code entities.delete.*}; {@code *} alone stands for all of {@code entities}
 */
public record Policy(String id, String agentId, String pattern, PolicyEffect effect) {

    public static final String ANY_AGENT = "*";

    // Of two that match alike only the ids differ; the order by id keeps the choice the same on every node.
    private static final Comparator<Policy> LEAST_SPECIFIC_FIRST = Comparator.comparing(Policy::namesItsAgent)
            .thenComparing(policy -> !policy.pattern.endsWith("*"))
            .thenComparing(policy -> policy.pattern.length())
            .thenComparing(Policy::id);

    /**
     * The policy that speaks for this agent and action: one for the agent itself before one for all agents, then
     * an exact pattern before a longer one before a shorter one.
     */
    public static Optional<Policy> mostSpecific(Collection<Policy> policies, String agentId, Action action) {
        return policies.stream()
                .filter(policy -> policy.matches(agentId, action))
                .max(LEAST_SPECIFIC_FIRST);
    }

    /** Whether text is a pattern: words joined by dots, of which a star may be the end. */
    public static boolean isPattern(String text) {
        return text.length() <= 160 && text.matches("\\*|[A-Za-z0-9_:-]+(\\.[A-Za-z0-9_:-]+)*(\\.?\\*)?");
    }

    public boolean matches(String agent, Action action) {
        if (namesItsAgent() && !agentId.equals(agent)) {
            return false;
        }
        // Who may decide others' wishes, or take back what was done, must be said by name: a policy for everything
        // does not mean that.
        if (!action.family().equals(Action.ENTITIES) && !pattern.startsWith(action.family() + ".")) {
            return false;
        }
        String text = action.text();
        return pattern.endsWith("*")
                ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                : text.equals(pattern);
    }

    private boolean namesItsAgent() {
        return !agentId.equals(ANY_AGENT);
    }
}
