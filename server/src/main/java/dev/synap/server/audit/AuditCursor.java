package dev.synap.server.audit;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.log.Direction;
import dev.synap.core.log.PageRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins, and the position at which the reading ends that it is part of: that of the log when its first
 * page was asked for. Were there no end, whoever has their reads recorded would follow their own reads for ever.
 *
 * @param after a position; null for the beginning
 * @param end null where the reading begins here
 */
record AuditCursor(@Nullable Long after, @Nullable Long end) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");

    /** Reads what {@link #text} gives, or a position alone. */
    static AuditCursor read(@Nullable String text) {
        if (text == null) {
            return new AuditCursor(null, null);
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInputException("after", "must be `next` of the page before, or a position");
        }
        String end = matcher.group(2);
        return new AuditCursor(Long.valueOf(matcher.group(1)), end == null ? null : Long.valueOf(end));
    }

    /** The same, of a reading that ends here unless it has an end already. */
    AuditCursor endingAt(long position) {
        return new AuditCursor(after, end == null ? position : Math.min(end, position));
    }

    /** The page that begins here. */
    PageRequest page(int limit, Direction direction) {
        Long from = after;
        if (direction == Direction.BACKWARD && end != null) {
            from = after == null ? end + 1 : Math.min(after, end + 1);
        }
        return new PageRequest(from, limit, direction);
    }

    /** Whether an event at this position is behind the end. */
    boolean isBeyond(long position) {
        return end != null && position > end;
    }

    /** The cursor of the page that goes on behind a position. */
    String next(long position) {
        return end == null ? Long.toString(position) : position + "-" + end;
    }
}
