package dev.synap.core.write;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why an agent wants what it wants: the {@code ai} object of a request's metadata. Steps and outcome stand
 * under {@code reasoning}, or beside it. Fields not named here are kept as sent.
 *
 * @param agent the agent's own name for itself; shown, never believed
 * @param model the language model, as {@code some-model-1}
 * @param steps how it got there, in order, at most {@value #MAX_STEPS}
 * @param durationMs how long it thought, in milliseconds
 */
public record ReasoningTrace(
        String agent,
        @Nullable String model,
        List<Step> steps,
        @Nullable Outcome outcome,
        @Nullable Long durationMs) {

    public static final int MAX_STEPS = 200;

    private static final String AI = "metadata.ai";
    private static final int MAX_NAME = 200;
    private static final int MAX_TEXT = 10_000;

    public ReasoningTrace {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param confidence how sure the agent is, from 0 to 1; null where it does not say
     */
    public record Step(
            String thought,
            @Nullable String action,
            @Nullable Double confidence) {}

    /**
     * What it came to.
     *
     * @param action in the agent's own words, as {@code create_task}
     * @param entity the entity it has in mind; null where it does not say
     */
    public record Outcome(String action, @Nullable JsonObject entity) {}

    /**
     * The trace in an event's metadata, if there is one.
     *
     * @throws InvalidInputException naming the first path that breaks a rule, as {@code metadata.ai.agent}
     */
    public static Optional<ReasoningTrace> in(ObjectNode metadata) {
        JsonNode ai = metadata.get("ai");
        if (ai == null || ai.isNull()) {
            return Optional.empty();
        }
        ObjectNode trace = object(AI, ai);
        String agent = text(AI + ".agent", trace.get("agent"), MAX_NAME);
        String model = optionalText(AI + ".model", trace.get("model"), MAX_NAME);
        JsonNode nested = trace.get("reasoning");
        ObjectNode reasoning = nested == null ? trace : object(AI + ".reasoning", nested);
        String path = nested == null ? AI : AI + ".reasoning";
        return Optional.of(new ReasoningTrace(
                agent,
                model,
                steps(path + ".steps", reasoning.get("steps")),
                outcome(path + ".outcome", reasoning.get("outcome")),
                duration(trace.get("durationMs"))));
    }

    private static List<Step> steps(String path, @Nullable JsonNode node) {
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MAX_STEPS) {
            throw new InvalidInputException(path, "must be a list of at most " + MAX_STEPS + " steps");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String at = path + "[" + i + "]";
            ObjectNode step = object(at, node.get(i));
            steps.add(new Step(
                    text(at + ".thought", step.get("thought"), MAX_TEXT),
                    optionalText(at + ".action", step.get("action"), MAX_TEXT),
                    confidence(at + ".confidence", step.get("confidence"))));
        }
        return steps;
    }

    private static @Nullable Outcome outcome(String path, @Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        ObjectNode outcome = object(path, node);
        JsonNode entity = outcome.get("entity");
        return new Outcome(
                text(path + ".action", outcome.get("action"), MAX_TEXT),
                entity == null ? null : JsonObject.of(object(path + ".entity", entity)));
    }

    private static @Nullable Double confidence(String path, @Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (!node.isNumber() || node.doubleValue() < 0 || node.doubleValue() > 1) {
            throw new InvalidInputException(path, "must be a number from 0 to 1");
        }
        return node.doubleValue();
    }

    private static @Nullable Long duration(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (!node.isNumber() || node.doubleValue() < 0 || node.doubleValue() > Long.MAX_VALUE / 2) {
            throw new InvalidInputException(AI + ".durationMs", "must be a number of milliseconds, 0 or more");
        }
        return (long) node.doubleValue();
    }

    private static ObjectNode object(String path, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidInputException(path, "must be an object");
    }

    private static @Nullable String optionalText(String path, @Nullable JsonNode node, int limit) {
        return node == null ? null : text(path, node, limit);
    }

    private static String text(String path, @Nullable JsonNode node, int limit) {
        if (node == null
                || !node.isString()
                || node.stringValue().isBlank()
                || node.stringValue().length() > limit) {
            throw new InvalidInputException(path, "must be text of 1 to " + limit + " characters");
        }
        return node.stringValue();
    }

    /** The same trace in the form that {@link #in} reads, under the name {@code ai}. */
    public ObjectNode toNode() {
        ObjectNode ai = Json.newObject().put("agent", agent);
        if (model != null) {
            ai.put("model", model);
        }
        ObjectNode reasoning = ai.putObject("reasoning");
        var list = reasoning.putArray("steps");
        for (Step step : steps) {
            ObjectNode each = list.addObject().put("thought", step.thought());
            if (step.action() != null) {
                each.put("action", step.action());
            }
            if (step.confidence() != null) {
                each.put("confidence", step.confidence());
            }
        }
        if (outcome != null) {
            ObjectNode each = reasoning.putObject("outcome").put("action", outcome.action());
            if (outcome.entity() != null) {
                each.set("entity", outcome.entity().toNode());
            }
        }
        if (durationMs != null) {
            ai.put("durationMs", durationMs);
        }
        return ai;
    }
}
