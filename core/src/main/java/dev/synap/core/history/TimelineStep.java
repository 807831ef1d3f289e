package dev.synap.core.history;

import java.time.Instant;

/**
 * One event on the way to a change, or about it.
 *
 * @param sentence what it says, such as {@code Approved by Bob}
 */
public record TimelineStep(
        String eventId, long position, String type, String userId, Instant timestamp, String sentence) {}
