package dev.synap.core.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change, or what was to become one.
 *
 * @param changeId the correlation that its events share; where there is none, the id of its one event
 * @param userIds who did it; several where one change has facts of several people
 * @param timestamp when: that of its first fact, or of its first event where it has no fact
 * @param source through what, as {@code web-app}
 * @param reason why, where somebody said so
 * @param sentence who did what, such as {@code Bob edited content}
 * @param paths the fields that its facts changed, as JSON Pointers, in the order of the first change
 * @param versions those of its facts, in order; empty where it has none
 * @param steps its requests and decisions, and the comments made while it was the latest change
 */
public record TimelineEntry(
        String changeId,
        EntryKind kind,
        List<String> userIds,
        Instant timestamp,
        String source,
        @Nullable String reason,
        String sentence,
        List<String> paths,
        List<Long> versions,
        List<TimelineStep> steps) {

    public TimelineEntry {
        userIds = List.copyOf(userIds);
        paths = List.copyOf(paths);
        versions = List.copyOf(versions);
        steps = List.copyOf(steps);
    }
}
