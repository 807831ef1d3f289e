package dev.synap.server.json;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/** Where a parser stands, as people write it: {@code events[0].data.title}. */
final class JsonPath {

    private JsonPath() {}

    static String of(@Nullable TokenStreamContext place) {
        Deque<TokenStreamContext> steps = new ArrayDeque<>();
        for (TokenStreamContext step = place; step != null && !step.inRoot(); step = step.getParent()) {
            steps.push(step);
        }
        StringBuilder path = new StringBuilder();
        for (TokenStreamContext step : steps) {
            if (step.inArray()) {
                path.append('[').append(Math.max(step.getCurrentIndex(), 0)).append(']');
            } else if (step.currentName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.currentName());
            }
        }
        return path.toString();
    }
}
