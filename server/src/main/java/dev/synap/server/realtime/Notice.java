package dev.synap.server.realtime;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.write.DerivedIds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event, and what clients are told of it.
 *
 * @param message null where they are told nothing
 * @param on what a comment stands on; null for everything else
 * @param proposer who made a proposal; null for everything else
 */
record Notice(
        Event event,
        @Nullable Message message,
        @Nullable String on,
        @Nullable String proposer) {

    /** An event that is neither about a comment nor about a proposal. */
    Notice(Event event, @Nullable Message message) {
        this(event, message, null, null);
    }

    long position() {
        return event.position();
    }

    Optional<Message> telling() {
        return Optional.ofNullable(message);
    }

    /** Whether somebody's rights may be others from here on. */
    boolean changesAccess() {
        return message != null
                && (event.subjectType().equals(EntityTypes.MEMBER)
                        || event.subjectType().equals(EntityTypes.SHARE));
    }

    /** Whether it is about this subject: the subject itself, or a comment on it. */
    boolean isAbout(String subjectId) {
        return event.subjectId().equals(subjectId) || subjectId.equals(on);
    }

    /** Whether a user did it, or proposed what it is about, or is the member it is about. */
    boolean concerns(String userId) {
        return event.userId().equals(userId)
                || userId.equals(proposer)
                || event.subjectId().equals(DerivedIds.member(userId));
    }
}
