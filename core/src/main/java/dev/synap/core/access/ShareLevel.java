package dev.synap.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What one user may do with one subject that was shared with them. */
public enum ShareLevel {
    /** Reads it, its history and the comments on it. */
    VIEW,
    /** Also comments on it. */
    COMMENT,
    /** Also changes it; never deletes it. */
    EDIT;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The level by its name in events and requests, such as {@code edit}. */
    public static Optional<ShareLevel> named(String text) {
        return Arrays.stream(values()).filter(level -> level.text.equals(text)).findFirst();
    }

    /** Its name in events and requests, such as {@code edit}. */
    public String text() {
        return text;
    }
}
