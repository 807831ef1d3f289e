package dev.synap.core.log;

/** Which way to walk a log. */
public enum Direction {
    /** Oldest first. */
    FORWARD,
    /** Newest first. */
    BACKWARD
}
