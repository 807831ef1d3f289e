package dev.synap.client;

import dev.synap.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Something that lists show: typed accessors for what its type has, and {@link #fields()} for all of it. */
public interface Row {

    /** What every entity has, whatever its type. */
    Entity entity();

    default String id() {
        return entity().id();
    }

    /** The version of its last change: what an update may expect. */
    default long version() {
        return entity().version();
    }

    /** Everything that the server says of it, fields that this client does not know included. */
    default JsonObject fields() {
        return entity().fields();
    }

    default List<String> tags() {
        return entity().tags();
    }

    default Optional<Stamp> created() {
        return Optional.ofNullable(entity().creation());
    }

    /** The last change; empty for one that was never changed. */
    default Optional<Stamp> updated() {
        return Optional.ofNullable(entity().update());
    }

    default Optional<Stamp> archived() {
        return Optional.ofNullable(entity().archiving());
    }

    default Optional<Stamp> deleted() {
        return Optional.ofNullable(entity().deletion());
    }
}
