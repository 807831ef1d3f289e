package dev.synap.store.projection;

import dev.synap.core.event.Event;
import dev.synap.core.event.Timestamps;
import dev.synap.core.fold.Fields;
import dev.synap.core.fold.Reducers;
import dev.synap.core.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A subject on its way from the state in its row to the state after some more facts. Not thread-safe.
 */
final class Subject {

    private final String id;
    private final String type;
    private final Instant recordedAt;
    private final long versionBefore;
    private final Tags tagsBefore;
    private long version;
    private long position;
    private ObjectNode state;

    /**
     * @param recordedAt when its first event was recorded
     * @param version the last fact that its row has taken in; 0 where there is no row
     * @param state the state in the row
     */
    Subject(String id, String type, Instant recordedAt, long version, @Nullable String state) {
        this.id = id;
        this.type = type;
        this.recordedAt = recordedAt;
        this.versionBefore = version;
        this.version = version;
        this.state = state == null ? Json.newObject() : Json.readObject(state);
        this.tagsBefore = Tags.of(this.state);
    }

    /** Takes the next fact in, unless the row has it already. */
    void add(Event event) {
        if (event.version() > version) {
            state = Reducers.forType(event.type()).apply(state, event);
            version = event.version();
            position = event.position();
        }
    }

    boolean isChanged() {
        return version > versionBefore;
    }

    /** Whether the rows of its tags are no longer right. */
    boolean isRetagged() {
        Tags now = tags();
        return !now.equals(tagsBefore)
                && !(now.names().isEmpty() && tagsBefore.names().isEmpty());
    }

    String id() {
        return id;
    }

    String type() {
        return type;
    }

    long version() {
        return version;
    }

    long position() {
        return position;
    }

    ObjectNode state() {
        return state;
    }

    Tags tags() {
        return Tags.of(state);
    }

    /** When it was made; where no event says so, when it first appeared in the log. */
    String createdAt() {
        String at = Values.text(state.get(Fields.CREATED_AT));
        return at == null ? Timestamps.format(recordedAt) : at;
    }

    /** When it was last changed, or else made. */
    String updatedAt() {
        String at = Values.text(state.get(Fields.UPDATED_AT));
        return at == null ? createdAt() : at;
    }

    /** Who last changed it, or else made it. */
    @Nullable
    String updatedBy() {
        String by = Values.text(state.get(Fields.UPDATED_BY));
        return by == null ? Values.text(state.get(Fields.CREATED_BY)) : by;
    }

    /** What the rows of a subject's tags show. */
    record Tags(
            List<String> names,
            @Nullable String deletedAt,
            @Nullable String archivedAt) {
        static Tags of(ObjectNode state) {
            return new Tags(
                    Values.tags(state.get(Fields.TAGS)),
                    Values.text(state.get(Fields.DELETED_AT)),
                    Values.text(state.get(Fields.ARCHIVED_AT)));
        }
    }
}
