package dev.synap.store.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a key lets its holder do, within what the key's user may do at all. */
public enum Scope {
    /** Read events, subjects and history. */
    READ,
    /** Append events. */
    WRITE,
    /** Append history that happened elsewhere, with its own users and times. */
    IMPORT,
    /** Manage workspaces, keys and, for a server admin, users. */
    ADMIN;

    /** Every scope there is. */
    public static Set<Scope> all() {
        return Set.copyOf(EnumSet.allOf(Scope.class));
    }

    /** The name on the wire, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of this name, exactly as {@link #text()} writes it. */
    public static Optional<Scope> named(String text) {
        for (Scope scope : values()) {
            if (scope.text().equals(text)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
