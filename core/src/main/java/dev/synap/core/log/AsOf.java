package dev.synap.core.log;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Timestamps;
import java.time.Instant;

/** The point in history that a read looks from. */
public sealed interface AsOf {

    /** Now: all events count. */
    record Latest() implements AsOf {}

    /** Events that happened at this time or before, in the order of the log. */
    record Time(Instant instant) implements AsOf {
        public Time {
            instant = Timestamps.check("asOf", instant);
        }
    }

    /** Events at this position of the workspace's log or before. */
    record Position(long position) implements AsOf {
        public Position {
            checkNotNegative("position", position);
        }
    }

    /** The subject's events up to this version. */
    record Version(long version) implements AsOf {
        public Version {
            checkNotNegative("version", version);
        }
    }

    static AsOf latest() {
        return new Latest();
    }

    static AsOf time(Instant instant) {
        return new Time(instant);
    }

    static AsOf position(long position) {
        return new Position(position);
    }

    static AsOf version(long version) {
        return new Version(version);
    }

    private static void checkNotNegative(String field, long value) {
        if (value < 0) {
            throw new InvalidInputException(field, "must be 0 or more, but is " + value);
        }
    }
}
