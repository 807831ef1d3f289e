package dev.synap.core.undo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a fact that writes fields back is for. */
public enum ReversalKind {
    /** Takes changes of a subject back. */
    UNDO,
    /** Takes back all that came after an event. */
    UNDO_TO,
    /** Takes what was undone back into force. */
    REDO,
    /** Brings an old state back, as a change like any other. */
    RESTORE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The kind by its name in facts, such as {@code undo_to}. */
    public static Optional<ReversalKind> named(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** Its name in facts, such as {@code undo_to}. */
    public String text() {
        return text;
    }
}
