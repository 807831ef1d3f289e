package dev.synap.server.proof;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a client sent it, and what it was told.
 *
 * @param requestId the event id that the client chose
 * @param type as {@code entities.create.requested}
 * @param subjectId null where the server chooses it
 * @param sent what must stand in the request's data
 * @param status the HTTP status; 0 when no answer came
 */
record Told(
        String workspace,
        String userId,
        String requestId,
        String type,
        @Nullable String subjectId,
        Map<String, @Nullable Object> sent,
        int status,
        Map<String, @Nullable Object> reply) {

    /** No answer came, or one that says that nobody knows. */
    boolean lost() {
        return status == 0 || status >= 500 || status == 429;
    }

    /** Whether the server has said that the request is in the log: by its outcome, or by taking it. */
    boolean acknowledged() {
        return !lost() && (status < 300 || reply.get("requestId") != null);
    }

    /** The number of the client that sent it. */
    int client() {
        return Integer.parseInt(requestId.substring("evt_".length(), requestId.indexOf('.')));
    }

    /** {@code requested}, {@code validated}, {@code proposed} or {@code rejected}. */
    String outcome() {
        return status < 300 ? String.valueOf(reply.get("status")) : "rejected";
    }

    @Nullable
    String replied(String key) {
        Object value = reply.get(key);
        return value == null ? null : value.toString();
    }

    @Override
    public String toString() {
        return "%s of %s, answered %d %s".formatted(requestId, userId, status, reply);
    }
}
