package dev.synap.server.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How far a request to take back what a user did has come. */
@Schema(name = "UndoByProgress")
@JsonInclude(JsonInclude.Include.NON_NULL)
record UndoByProgress(
        String requestId,

        @Schema(allowableValues = {"requested", "running", "validated", "rejected"})
        String status,

        @Schema(description = "Subjects that it has come past")
        long done,

        @Schema(description = "Subjects that it will reach") long total,

        @Schema(description = "Subjects that it has written to")
        long written,

        @Schema(description = "Fields that somebody wrote later")
        long superseded,

        @Schema(description = "Subjects on which something stays")
        long left,

        @Nullable String rule,
        @Nullable String reason) {

    static UndoByProgress of(String requestId, String status, ObjectNode data) {
        return new UndoByProgress(
                requestId,
                status,
                data.path("done").asLong(0),
                data.path("total").asLong(0),
                data.path("written").asLong(0),
                data.path("superseded").asLong(0),
                data.path("left").asLong(0),
                text(data, "rule"),
                text(data, "reason"));
    }

    private static @Nullable String text(ObjectNode data, String name) {
        return data.path(name).isString() ? data.path(name).stringValue() : null;
    }
}
