package dev.synap.core.access;

import org.jspecify.annotations.Nullable;

/**
 * How an actor stands to what an action is about.
 *
 * @param role the actor's role in the workspace; null for a guest
 * @param share what the actor was given of the subject; for a comment, of the subject commented on; null for
 *     nothing
 * @param own whether the actor made the subject; for a share, the subject that is shared
 * @param protection whose membership it touches
 */
public record Standing(@Nullable Role role, @Nullable ShareLevel share, boolean own, Protection protection) {

    /** A member who did not make the subject. */
    public static Standing of(Role role) {
        return new Standing(role, null, false, Protection.NONE);
    }

    /** Somebody who is no member, and was given this much of the subject. */
    public static Standing guest(@Nullable ShareLevel share) {
        return new Standing(null, share, false, Protection.NONE);
    }

    /** The same, for a subject that the actor made. */
    public Standing asMaker() {
        return new Standing(role, share, true, protection);
    }

    /** The same, for an action that touches such a membership. */
    public Standing touching(Protection touched) {
        return new Standing(role, share, own, touched);
    }
}
