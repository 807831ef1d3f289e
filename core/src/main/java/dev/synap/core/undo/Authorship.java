package dev.synap.core.undo;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a user's changes: a change is among them when one of the user's facts in it is, and then it is so on all
 * subjects that it touched.
 *
 * @param userId whose
 * @param from the earliest timestamp, included; null for any
 * @param to the latest timestamp, included; null for any
 * @param subjectIds on which subjects; empty for all
 * @param upTo the last position of the log that is looked at
 */
public record Authorship(
        String userId, @Nullable Instant from, @Nullable Instant to, Set<String> subjectIds, long upTo) {

    public Authorship {
        Ids.check("userId", userId);
        from = from == null ? null : Timestamps.check("from", from);
        to = to == null ? null : Timestamps.check("to", to);
        if (from != null && to != null && from.isAfter(to)) {
            throw new InvalidInputException("from", "lies after to; exchange them");
        }
        subjectIds = Set.copyOf(subjectIds);
    }
}
