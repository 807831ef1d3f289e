package dev.synap.cli.demo;

import dev.synap.core.event.EventDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that somebody did before the demo began.
 *
 * @param ago how long before
 * @param data writes the data
 * @param reason why; null where nobody said
 */
record PastEvent(
        Person who,
        Duration ago,
        String type,
        String subjectId,
        Consumer<ObjectNode> data,
        @Nullable String reason) {

    static PastEvent of(Person who, Duration ago, String type, String subjectId, Consumer<ObjectNode> data) {
        return new PastEvent(who, ago, type, subjectId, data, null);
    }

    /** What somebody did with a click, and the app says so. */
    static PastEvent click(Person who, Duration ago, String type, String subjectId) {
        return new PastEvent(who, ago, type, subjectId, data -> {}, "user_action");
    }

    static PastEvent tagged(Person who, Duration ago, String subjectId, String tag) {
        String type = subjectId.substring(0, subjectId.indexOf('_'));
        return of(who, ago, type + ".tagged", subjectId, data -> data.put("tag", tag));
    }

    static PastEvent commented(Person who, Duration ago, String on, String id, String text) {
        return of(who, ago, "comment.created", id, data -> data.put("on", on).put("text", text));
    }

    /** The event to append, as its person's own and a change by itself. */
    EventDraft draft(Instant began, String id) {
        return EventDraft.of(type)
                .id(id)
                .subject(subjectId)
                .data(data)
                .user(who.id())
                .source(who.source())
                .correlation(id)
                .timestamp(began.minus(ago))
                .metadata(metadata -> {
                    metadata.putObject("import").put("system", "demo");
                    who.stamp(metadata);
                    if (reason != null) {
                        metadata.put("reason", reason);
                    }
                });
    }
}
