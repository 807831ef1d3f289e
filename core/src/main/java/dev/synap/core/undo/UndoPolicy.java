package dev.synap.core.undo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What to do where somebody has written later to what is to be taken back. */
public enum UndoPolicy {
    /** What was written later stays, and is reported. */
    KEEP_LATER,
    /** Nothing is taken back at all. */
    FAIL,
    /** It is overwritten, and reported. */
    FORCE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The policy by its name in requests, such as {@code keep_later}. */
    public static Optional<UndoPolicy> named(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text.equals(text))
                .findFirst();
    }

    /** Its name in requests, such as {@code keep_later}. */
    public String text() {
        return text;
    }
}
