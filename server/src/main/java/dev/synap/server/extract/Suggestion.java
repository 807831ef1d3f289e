package dev.synap.server.extract;

import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.write.ReasoningTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task that a text asks for, and why the extractor thinks so.
 *
 * @param title what is to be done, without when, cues and tags
 * @param due when, the first time where it recurs; null where the text does not say
 * @param recurrence how often, in the words of the text; null where it does not recur
 * @param people ids of the people who are named, in order
 * @param projectId the project that is named; null where none is
 * @param tags without {@code #}, in order
 * @param span where in the text
 * @param confidence how many of 100 such suggestions are right, from 0 to 1
 * @param steps how it was found, in order
 */
public record Suggestion(
        String title,
        @Nullable Due due,
        @Nullable String recurrence,
        List<String> people,
        @Nullable String projectId,
        List<String> tags,
        Span span,
        double confidence,
        List<ReasoningTrace.Step> steps) {

    /** From here on a suggestion is rather right than wrong. */
    public static final double LIKELY = 0.5;

    public Suggestion {
        people = List.copyOf(people);
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
    }

    /**
     * The steps and what they came to, for the metadata of a request.
     *
     * @param agent who suggests it
     */
    public ReasoningTrace trace(String agent) {
        ObjectNode entity = Json.newObject().put("title", title);
        if (due != null) {
            entity.put("dueDate", due.toString());
        }
        if (projectId != null) {
            entity.put("projectId", projectId);
        }
        if (!tags.isEmpty()) {
            var list = entity.putArray("tags");
            tags.forEach(list::add);
        }
        var outcome = new ReasoningTrace.Outcome("create_task", JsonObject.of(entity));
        return new ReasoningTrace(agent, null, steps, outcome, null);
    }
}
