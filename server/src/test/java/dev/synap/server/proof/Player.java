package dev.synap.server.proof;

import java.util.Locale;

/** Everybody who acts in the property tests. The names say what they are at first; roles may change on the way. */
enum Player {
    OWNER,
    ADMIN,
    EDITOR,
    COMMENTER,
    VIEWER,
    GUEST,
    STRANGER,
    AGENT,
    OTHER_AGENT;

    boolean isAgent() {
        return this == AGENT || this == OTHER_AGENT;
    }

    String userId() {
        return toString();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
