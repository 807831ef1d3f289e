package dev.synap.client;

import dev.synap.core.history.Contributor;
import dev.synap.core.history.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a subject's timeline.
 *
 * @param entries a change each, newest first
 * @param contributors who changed the subject or commented on it, within this page
 * @param commentsLeftOut whether more was said while these were the latest changes than is told here;
 *     {@code synap.comments()} lists all of it
 * @param next where older ones begin; null when there are none
 */
public record TimelinePage(
        List<TimelineEntry> entries,
        List<Contributor> contributors,
        boolean commentsLeftOut,
        @Nullable Long next) {
    public TimelinePage {
        entries = List.copyOf(entries);
        contributors = List.copyOf(contributors);
    }
}
