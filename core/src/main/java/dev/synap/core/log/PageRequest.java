package dev.synap.core.log;

import dev.synap.core.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list to read. Pages are cut by key, not by count, so events that arrive meanwhile
 * neither shift nor repeat anything.
 *
 * @param after the {@link Page#next()} of the page before; null for the first page
 * @param limit how many events at most, 1 to {@value #MAX_LIMIT}
 */
public record PageRequest(@Nullable Long after, int limit, Direction direction) {

    public static final int MAX_LIMIT = 1_000;
    public static final int DEFAULT_LIMIT = 100;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be 1 to " + MAX_LIMIT + ", but is " + limit);
        }
        if (after != null && after < 0) {
            throw new InvalidInputException("after", "must be 0 or more, but is " + after);
        }
    }

    public static PageRequest first(int limit) {
        return new PageRequest(null, limit, Direction.FORWARD);
    }

    public static PageRequest last(int limit) {
        return new PageRequest(null, limit, Direction.BACKWARD);
    }

    public PageRequest after(long key) {
        return new PageRequest(key, limit, direction);
    }
}
