package dev.synap.core.history;

/**
 * A stretch of text in a comparison.
 *
 * @param text never empty
 */
public record Segment(Kind kind, String text) {

    /** Which of the two texts it stands in: both, the one before, or the one after. */
    public enum Kind {
        KEPT,
        REMOVED,
        ADDED
    }
}
