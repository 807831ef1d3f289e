package dev.synap.core.write;

import dev.synap.core.access.Actor;
import dev.synap.core.fold.State;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * What the write flow reads of one workspace, all of it as of one position: that of the last request it is
 * given, or later. An implementation may throw what its store throws; the write flow lets that pass.
 */
public interface Subjects {

    /** Told which subjects are about to be asked for, most of them or all: an implementation may read them at once. */
    default void expect(Set<String> subjectIds) {}

    /** A subject by its id; {@link Subject#none} where there is none. */
    Subject subject(String id);

    /** A user of the server, a member or not; empty where there is none. */
    Optional<Actor> actor(String userId);

    /** The user whom the workspace belongs to. */
    String ownerId();

    /** All policies of the workspace; deleted ones may be among them. */
    Collection<State> policies();
}
