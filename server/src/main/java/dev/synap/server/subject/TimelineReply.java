package dev.synap.server.subject;

import dev.synap.core.history.Contributor;
import dev.synap.core.history.Timeline;
import dev.synap.core.history.TimelineEntry;
import dev.synap.core.history.TimelineStep;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A page of a subject's timeline. */
@Schema(name = "Timeline")
public record TimelineReply(
        @Schema(description = "A change each, newest first") List<Entry> entries,

        @Schema(description = "Who changed the subject or commented on it, within this page")
        List<Who> contributors,

        @Schema(
                description =
                        "Whether more was said while these were the latest changes than stands here, where at most"
                                + " 1000 events of comments are told, and 20 of each; `GET comments?on=` lists all of them")
        boolean commentsLeftOut,

        @Schema(description = "What to pass as `after` for older ones; null when there are none") @Nullable
        Long next) {

    /** Somebody. */
    @Schema(name = "Contributor")
    public record Who(String userId, String name) {}

    /** One change, or what was to become one. */
    @Schema(name = "TimelineEntry")
    public record Entry(
            @Schema(description = "The correlationId that its events share, or the id of its one event")
            String changeId,

            @Schema(allowableValues = {"change", "requested", "proposed", "rejected", "unchanged", "remark"})
            String kind,

            List<String> userIds,
            Instant timestamp,
            String source,

            @Schema(description = "Why, where somebody said so") @Nullable
            String reason,

            @Schema(example = "Bob edited content") String sentence,

            @Schema(description = "The fields that changed, as JSON Pointers")
            List<String> paths,

            @Schema(description = "The versions of its facts")
            List<Long> versions,

            @Schema(description = "Its requests and decisions, and the comments made while it was the latest change")
            List<Step> steps) {

        static Entry of(TimelineEntry entry) {
            return new Entry(
                    entry.changeId(),
                    entry.kind().name().toLowerCase(Locale.ROOT),
                    entry.userIds(),
                    entry.timestamp(),
                    entry.source(),
                    entry.reason(),
                    entry.sentence(),
                    entry.paths(),
                    entry.versions(),
                    entry.steps().stream().map(Step::of).toList());
        }
    }

    /** One event on the way to a change, or about it. */
    @Schema(name = "TimelineStep")
    public record Step(
            String eventId,
            long position,
            String type,
            String userId,
            Instant timestamp,
            @Schema(example = "Approved by Bob") String sentence) {

        static Step of(TimelineStep step) {
            return new Step(
                    step.eventId(), step.position(), step.type(), step.userId(), step.timestamp(), step.sentence());
        }
    }

    static TimelineReply of(Timeline timeline, boolean commentsLeftOut, @Nullable Long next) {
        return new TimelineReply(
                timeline.entries().reversed().stream().map(Entry::of).toList(),
                timeline.contributors().stream().map(TimelineReply::who).toList(),
                commentsLeftOut,
                next);
    }

    private static Who who(Contributor contributor) {
        return new Who(contributor.userId(), contributor.name());
    }
}
