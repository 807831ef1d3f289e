package dev.synap.core.access;

/** Whose membership an action would touch. */
public enum Protection {
    /** Nobody's, or an ordinary member's. */
    NONE,
    /** It makes, changes or removes an admin. */
    ADMIN,
    /** It is the owner's. */
    OWNER
}
