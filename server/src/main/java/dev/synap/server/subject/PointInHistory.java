package dev.synap.server.subject;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.log.AsOf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that name a point in history, of which there may be one. */
final class PointInHistory {

    private PointInHistory() {}

    static AsOf of(@Nullable Instant time, @Nullable Long position, @Nullable Long version) {
        int given = (time == null ? 0 : 1) + (position == null ? 0 : 1) + (version == null ? 0 : 1);
        if (given > 1) {
            throw new InvalidInputException(
                    time == null ? "position" : "asOf",
                    "names one point in history, and another parameter a second one; send one of asOf, position, version");
        }
        if (time != null) {
            return AsOf.time(time);
        }
        if (position != null) {
            return AsOf.position(position);
        }
        return version == null ? AsOf.latest() : AsOf.version(version);
    }
}
