package dev.synap.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Projections on their way to being made anew from the log, and how far that is.
 *
 * @param name what is rebuilt: a table such as {@code notes}, {@code snapshots}, or {@code all}
 * @param status {@code running}, {@code done} or {@code failed}
 * @param step what is being done, such as {@code filling}
 * @param eventsTotal in all logs of the server when it began
 * @param eventsDone of these
 * @param left how long it may still take; empty while nobody knows, and at the end
 * @param error why it failed
 */
public record Rebuild(
        String id,
        String name,
        String status,
        String step,
        long eventsTotal,
        long eventsDone,
        long eventsPerSecond,
        Optional<Duration> left,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable String error) {

    /** Whether it has not come to its end yet. */
    public boolean isRunning() {
        return status.equals("running");
    }

    /** Whether all of it is in place. */
    public boolean isDone() {
        return status.equals("done");
    }

    static Rebuild from(ObjectNode json) {
        return new Rebuild(
                Wire.text(json, "id"),
                Wire.text(json, "name"),
                Wire.text(json, "status"),
                Wire.text(json, "step"),
                Wire.number(json, "eventsTotal"),
                Wire.number(json, "eventsDone"),
                Wire.number(json, "eventsPerSecond"),
                json.path("secondsLeft").isIntegralNumber()
                        ? Optional.of(
                                Duration.ofSeconds(json.path("secondsLeft").longValue()))
                        : Optional.empty(),
                Wire.time(json, "requestedAt"),
                Wire.optionalTime(json, "finishedAt"),
                Wire.optionalText(json, "error"));
    }
}
