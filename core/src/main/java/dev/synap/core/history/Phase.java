package dev.synap.core.history;

import dev.synap.core.access.Action;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A step of the write flow, as its events say it. */
enum Phase {
    REQUESTED,
    PROPOSED,
    APPROVED,
    REJECTED,
    VALIDATED;

    private final String verb = name().toLowerCase(Locale.ROOT);

    /** The phase that an event of this type is; null where it is none. */
    static @Nullable Phase of(String type) {
        boolean flow = type.startsWith(Action.ENTITIES + ".")
                || type.startsWith(Action.PROPOSALS + ".")
                || type.startsWith(Action.HISTORY + ".");
        return flow
                ? Arrays.stream(values())
                        .filter(phase -> phase.verb.equals(Words.verb(type)))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** What an entry has come to whose last phase this is, as long as it has no fact. */
    EntryKind withoutFact() {
        return switch (this) {
            case REQUESTED, APPROVED -> EntryKind.REQUESTED;
            case PROPOSED -> EntryKind.PROPOSED;
            case REJECTED -> EntryKind.REJECTED;
            case VALIDATED -> EntryKind.UNCHANGED;
        };
    }
}
