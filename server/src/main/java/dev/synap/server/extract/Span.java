package dev.synap.server.extract;

/**
 * A stretch of a text.
 *
 * @param start where it begins, in UTF-16 units
 * @param end behind its last unit
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span must not end before it begins, but is " + start + " to " + end);
        }
    }

    /** What stands there. */
    public String in(String text) {
        return text.substring(start, end);
    }
}
