package dev.synap.core.write;

import dev.synap.core.fold.State;

/**
 * A subject as the write flow sees it.
 *
 * @param state the fold of all its events
 * @param factVersion the version of its last fact, the version that readers see; 0 when it has none, whatever
 *     was asked for it
 */
public record Subject(State state, long factVersion) {

    public static Subject none(String id) {
        return new Subject(State.none(id), 0);
    }

    /** Whether a fact has made it, even if another deleted it since. */
    public boolean exists() {
        return factVersion > 0;
    }

    /** Whether it exists and is not deleted. */
    public boolean isLive() {
        return exists() && !state.deleted();
    }

    public String type() {
        return state.subjectType();
    }
}
