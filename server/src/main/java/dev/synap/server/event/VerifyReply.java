package dev.synap.server.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.synap.core.log.Verification;
import dev.synap.core.log.Verification.Broken;
import dev.synap.core.log.Verification.Intact;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What checking the log has shown. */
@Schema(name = "Verification")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerifyReply(
        @Schema(allowableValues = {"intact", "broken"}) String status,

        @Schema(description = "How many events are as they were appended")
        long events,

        @Schema(
                description =
                        "The hash of the last event, when intact: keep it, and a rewritten log no longer matches it")
        @Nullable
        String hash,

        @Schema(description = "The first position that is wrong") @Nullable
        Long position,

        @Schema(description = "What is wrong there") @Nullable
        String reason,

        @Schema(description = "The event that stands there, if any") @Nullable
        String eventId) {

    static VerifyReply of(Verification verification) {
        return switch (verification) {
            case Intact intact -> new VerifyReply("intact", intact.events(), intact.hash(), null, null, null);
            case Broken broken ->
                new VerifyReply("broken", broken.events(), null, broken.position(), broken.reason(), broken.eventId());
        };
    }
}
