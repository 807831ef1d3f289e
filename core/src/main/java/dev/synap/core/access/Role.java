package dev.synap.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member may do in a workspace, the mightiest first. */
public enum Role {
    /** The one user the workspace belongs to; the role is neither given nor taken. */
    OWNER,
    /** Everything, but making, changing and removing admins. */
    ADMIN,
    /** Everything on content, but other people's comments. */
    EDITOR,
    /** Reads, and comments. */
    COMMENTER,
    /** Reads. */
    VIEWER;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The role by its name in events and requests, such as {@code editor}. */
    public static Optional<Role> named(String text) {
        return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
    }

    /** Its name in events and requests, such as {@code editor}. */
    public String text() {
        return text;
    }

    /** Whether this role may do all that the other may. */
    public boolean isAtLeast(Role other) {
        return compareTo(other) <= 0;
    }
}
