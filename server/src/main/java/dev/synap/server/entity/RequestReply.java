package dev.synap.server.entity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.synap.core.json.JsonObject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        JsonObject entity,

        @Schema(
                description =
                        "When something was taken back: what somebody wrote later, which stays, or was overwritten"
                                + " with the policy `force`; the first 100")
        @Nullable
        List<Superseded> superseded) {

    /** A field that somebody wrote later. */
    @Schema(name = "Superseded")
    public record Superseded(
            String subjectId,

            @Schema(description = "Empty for the subject as a whole")
            String path,

            String by,
            String eventId,
            String timestamp) {

        /** Those that the end of a request tells of; null for none. */
        static @Nullable List<Superseded> in(ObjectNode data) {
            List<Superseded> found = new ArrayList<>();
            for (JsonNode each : data.path("superseded")) {
                found.add(new Superseded(
                        each.path("subjectId").asString(""),
                        each.path("path").asString(""),
                        each.path("by").asString(""),
                        each.path("eventId").asString(""),
                        each.path("timestamp").asString("")));
            }
            return found.isEmpty() ? null : List.copyOf(found);
        }
    }

    static RequestReply requested(String requestId, String subjectId, long position) {
        return new RequestReply(requestId, subjectId, "requested", position, null, null, null, null, null);
    }
}
