package dev.synap.core.undo;

import dev.synap.core.event.Event;
import dev.synap.core.history.Effect;
import dev.synap.core.history.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A fact about a subject, and what it did.
 *
 * @param creates whether there was nothing before it
 * @param reversal what it takes back; null for a change like any other
 */
record Step(
        Origin origin,
        Effect effect,
        boolean creates,
        @Nullable Reversal reversal) {

    static Step of(Event fact, Effect effect, boolean creates) {
        return new Step(Origin.of(fact), effect, creates, Reversal.of(fact).orElse(null));
    }

    String changeId() {
        return origin.changeId();
    }

    long version() {
        return origin.version();
    }

    boolean isReversal() {
        return reversal != null;
    }

    /** Whether it wrote to what is at the path, above it or below it. */
    boolean touches(String path) {
        return effect.fields().stream().anyMatch(field -> overlap(field.path(), path));
    }

    private static boolean overlap(String a, String b) {
        return a.equals(b) || a.startsWith(b + "/") || b.startsWith(a + "/");
    }
}
