package dev.synap.client;

import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import dev.synap.core.log.AsOf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of one subject's history to read.
 *
 * @param subjectId the subject, which must be given
 * @param after only events that happened later than this; null for all from the first on
 * @param until only events up to this point
 */
public record HistoryQuery(
        @Nullable String subjectId, @Nullable Instant after, AsOf until) {

    static final HistoryQuery EMPTY = new HistoryQuery(null, null, AsOf.latest());

    public HistoryQuery {
        if (subjectId != null) {
            Ids.check("subjectId", subjectId);
        }
    }

    public HistoryQuery subject(String value) {
        return new HistoryQuery(value, after, until);
    }

    /** Only events that happened later than this. Goes with {@link #before}, not with a position or version. */
    public HistoryQuery after(Instant value) {
        return new HistoryQuery(subjectId, value, until);
    }

    /** {@link #after(Instant)} with a time in ISO-8601, such as {@code 2024-12-05T00:00:00Z}. */
    public HistoryQuery after(String value) {
        return after(Timestamps.parse("after", value));
    }

    /** Only events that happened at this time or earlier. */
    public HistoryQuery before(Instant value) {
        return asOf(AsOf.time(value));
    }

    /** {@link #before(Instant)} with a time in ISO-8601, such as {@code 2024-12-05T23:59:59Z}. */
    public HistoryQuery before(String value) {
        return before(Timestamps.parse("before", value));
    }

    /** Only events up to a time, a position or a version; replaces what was said before. */
    public HistoryQuery asOf(AsOf value) {
        return new HistoryQuery(subjectId, after, value);
    }
}
