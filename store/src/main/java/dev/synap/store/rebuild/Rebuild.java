package dev.synap.store.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild, and how far it is.
 *
 * @param name what is rebuilt: a table, {@code snapshots}, or {@code all}
 * @param step what is being done
 * @param eventsTotal in all logs when it began
 * @param eventsDone of these
 * @param asOf when this was so, by the database's clock
 * @param error why it failed
 */
public record Rebuild(
        String id,
        String name,
        String requestedBy,
        Instant requestedAt,
        Status status,
        String step,
        long eventsTotal,
        long eventsDone,
        Instant asOf,
        @Nullable Instant finishedAt,
        @Nullable String error) {

    /** Whether it goes on, and how it ended. */
    public enum Status {
        RUNNING,
        DONE,
        FAILED;

        static Status named(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        /** The word for it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How long it has taken so far, or took, interruptions included. */
    public Duration elapsed() {
        return Duration.between(requestedAt, finishedAt == null ? asOf : finishedAt);
    }

    /** Events a second, over all of the time so far. */
    public double eventsPerSecond() {
        long millis = elapsed().toMillis();
        return millis <= 0 ? 0 : eventsDone * 1_000.0 / millis;
    }

    /** How long the events that are left take at this rate; empty while nobody knows, and at the end. */
    public Optional<Duration> left() {
        double rate = eventsPerSecond();
        return status != Status.RUNNING || rate == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((long) ((eventsTotal - eventsDone) / rate)));
    }
}
