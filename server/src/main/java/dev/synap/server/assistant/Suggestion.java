package dev.synap.server.assistant;

import dev.synap.core.write.ReasoningTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task that somebody may have meant.
 *
 * @param title what is to be done
 * @param words the words that say so, as they were written
 * @param fields more fields of the task, such as {@code dueDate} and {@code projectId}
 * @param confidence how sure the suggester is, from 0 to 1
 * @param steps how it came to this
 * @param model what came to it; null for rules that are no model
 */
record Suggestion(
        String title,
        String words,
        ObjectNode fields,
        double confidence,
        List<ReasoningTrace.Step> steps,
        @Nullable String model) {
    Suggestion {
        steps = List.copyOf(steps);
    }
}
