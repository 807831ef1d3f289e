package dev.synap.core.log;

import dev.synap.core.error.InvalidInputException;

/** What a writer believes of a subject's version when it appends: compare-and-set. */
public sealed interface ExpectedVersion {

    /** Whatever it is. */
    record Any() implements ExpectedVersion {}

    /**
     * Exactly this version; 0 means that the subject has no events yet.
     *
     * @param version 0 or more
     */
    record Exactly(long version) implements ExpectedVersion {
        public Exactly {
            if (version < 0) {
                throw new InvalidInputException("expectedVersion", "must be 0 or more, but is " + version);
            }
        }
    }

    static ExpectedVersion any() {
        return new Any();
    }

    /** The subject must have no events yet. */
    static ExpectedVersion none() {
        return new Exactly(0);
    }

    static ExpectedVersion exactly(long version) {
        return new Exactly(version);
    }
}
