package dev.synap.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task, as the lists show it now.
 *
 * @param status {@code open} where nothing else was said, {@code done}, or a word of the application's own
 * @param dueDate as it was given: a day or a time; null for none
 * @param projectId the project it belongs to; null for none
 * @param noteId the note whose action item it is; null for none
 * @param completion null while it is not done
 */
public record Task(
        Entity entity,
        @Nullable String title,
        String status,
        @Nullable String dueDate,
        @Nullable String projectId,
        @Nullable String noteId,
        @Nullable Stamp completion)
        implements Row {

    public Optional<Stamp> completed() {
        return Optional.ofNullable(completion);
    }

    static Task from(ObjectNode row) {
        return new Task(
                Entity.of(row, "task"),
                Wire.optionalText(row, "title"),
                row.path("status").asString("open"),
                Wire.optionalText(row, "dueDate"),
                Wire.optionalText(row, "projectId"),
                Wire.optionalText(row, "noteId"),
                Stamp.from(row, "completed"));
    }
}
