package dev.synap.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * When something was done, and by whom.
 *
 * @param by the user's id
 */
public record Stamp(Instant at, String by) {

    /** Reads the fields {@code <done>At} and {@code <done>By}; null when it was not done. */
    static @Nullable Stamp from(ObjectNode row, String done) {
        Instant at = Wire.optionalTime(row, done + "At");
        String by = Wire.optionalText(row, done + "By");
        return at == null ? null : new Stamp(at, by == null ? "" : by);
    }
}
