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
    private String created;
    private Instant createdInstant;
    private boolean outOfOrder;

    /**
     * A subject that has taken in no fact.
     *
     * @param recordedAt when its first event was recorded
     */
    Subject(String id, String type, Instant recordedAt) {
        this(id, type, recordedAt, 0, Json.newObject(), false);
    }

    /**
     * A subject as its row shows it.
     *
     * @param recordedAt when its first event was recorded
     * @param version the last fact that its row has taken in
     * @param outOfOrder what {@link #isOutOfOrder} says up to there
     */
    Subject(String id, String type, Instant recordedAt, long version, ObjectNode state, boolean outOfOrder) {
        this.id = id;
        this.type = type;
        this.recordedAt = recordedAt;
        this.versionBefore = version;
        this.version = version;
        this.state = state;
        this.tagsBefore = Tags.of(this.state);
        this.created = createdAt();
        this.createdInstant = Instant.parse(created);
        this.outOfOrder = outOfOrder;
    }

    /** A subject as it was, which takes in no more. */
    static Subject asOf(String id, String type, Instant recordedAt, long version, long position, ObjectNode state) {
        Subject subject = new Subject(id, type, recordedAt, version, state, false);
        subject.position = position;
        return subject;
    }

    /** Takes the next fact in, unless the row has it already. */
    void add(Event event) {
        if (event.version() > version) {
            boolean isFirst = version == 0;
            state = Reducers.forType(event.type()).apply(state, event);
            version = event.version();
            position = event.position();
            place(event, isFirst);
        }
    }

    private void place(Event event, boolean isFirst) {
        String now = createdAt();
        if (!now.equals(created)) {
            Instant instant = Instant.parse(now);
            outOfOrder |= !isFirst && instant.isAfter(createdInstant);
            created = now;
            createdInstant = instant;
        }
        outOfOrder |=
                event.timestamp().isBefore(createdInstant) || event.timestamp().isAfter(event.recordedAt());
    }

    /**
     * Whether the subject may have been there before {@link #createdAt}: where something happened to it before, as with
     * one that was created twice; or where it was dated later than it was recorded, so that no order of times tells.
     */
    boolean isOutOfOrder() {
        return outOfOrder;
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
