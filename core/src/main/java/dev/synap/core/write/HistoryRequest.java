package dev.synap.core.write;

import dev.synap.core.error.InvalidInputException;
import java.time.Instant;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A wish about a subject's past, and who has it.
 *
 * @param userId whose wish it is
 * @param at when
 * @param expectedVersion the subject's version as they last saw it; empty for any
 */
record HistoryRequest(HistoryWish wish, String subjectId, String userId, Instant at, OptionalLong expectedVersion) {

    /** @throws InvalidInputException naming the first field that makes no sense */
    static HistoryRequest parse(String verb, String subjectId, String userId, Instant at, ObjectNode data) {
        return new HistoryRequest(
                HistoryWish.parse(verb, userId, data), subjectId, userId, at, CommandParser.expectedVersion(data));
    }
}
