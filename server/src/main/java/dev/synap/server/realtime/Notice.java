package dev.synap.server.realtime;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event, and what clients are told of it.
 *
 * @param message null where they are told nothing
 * @param on what a comment stands on; null for everything else
 */
record Notice(
        Event event, @Nullable Message message, @Nullable String on) {

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
}
