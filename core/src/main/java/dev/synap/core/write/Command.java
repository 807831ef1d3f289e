package dev.synap.core.write;

import dev.synap.core.access.Action;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** What a request wants of one entity. */
sealed interface Command {

    String subjectId();

    /** The type of the entity. */
    String type();

    /** The wish in one word, as {@code update}. */
    String verb();

    default Action action() {
        return Action.entity(verb(), type());
    }

    /** The version after which no other change may have come; empty for any. */
    default OptionalLong expectedVersion() {
        return OptionalLong.empty();
    }

    record Create(String subjectId, String type, ObjectNode fields) implements Command {
        @Override
        public String verb() {
            return "create";
        }
    }

    /** Changes fields by a merge patch (RFC 7396). */
    record Update(String subjectId, String type, ObjectNode changes, OptionalLong expectedVersion) implements Command {
        @Override
        public String verb() {
            return "update";
        }
    }

    /** Adds a tag, or takes it away. */
    record Tag(String subjectId, String type, String tag, boolean adds, OptionalLong expectedVersion)
            implements Command {
        @Override
        public String verb() {
            return adds ? "tag" : "untag";
        }
    }

    /** Deletes, restores, archives, unarchives, completes or reopens. */
    record Mark(String subjectId, String type, MarkVerb mark, OptionalLong expectedVersion) implements Command {
        @Override
        public String verb() {
            return mark.verb();
        }
    }
}
