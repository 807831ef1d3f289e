package dev.synap.server.access;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.log.PageRequest;
import org.jspecify.annotations.Nullable;

/** Which part of a list to show: some entries behind an id. */
record ListRequest(String after, int limit) {

    static ListRequest of(@Nullable String after, int limit) {
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be 1 to " + PageRequest.MAX_LIMIT + ", but is " + limit);
        }
        return new ListRequest(after == null ? "" : Ids.check("after", after), limit);
    }
}
