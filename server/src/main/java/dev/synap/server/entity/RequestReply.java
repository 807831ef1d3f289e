package dev.synap.server.entity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.synap.core.json.JsonObject;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known of a request when its caller is answered. */
@Schema(name = "Request")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestReply(
        @Schema(description = "The id of the request's event; its correlation id where the client gave none")
        String requestId,

        @Schema(description = "What it is about") String subjectId,

        @Schema(
                description = "`requested`: stored, and not decided yet; `validated`: done, and the lists show it;"
                        + " `proposed`: it waits for a person",
                allowableValues = {"requested", "validated", "proposed"})
        String status,

        @Schema(description = "Where the log says so; lists take it as `minPosition`")
        long position,

        @Schema(description = "The entity's version, when validated") @Nullable
        Long version,

        @Schema(description = "The proposal to decide, when proposed") @Nullable
        String proposalId,

        @Schema(description = "The rule that asks for a person, when proposed") @Nullable
        String rule,

        @Schema(description = "The entity as it is now, when validated") @Nullable
        JsonObject entity) {

    static RequestReply requested(String requestId, String subjectId, long position) {
        return new RequestReply(requestId, subjectId, "requested", position, null, null, null, null);
    }
}
