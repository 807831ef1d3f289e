package dev.synap.server.event;

import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.Receipt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Where the events came to stand. */
@Schema(name = "Appended")
public record AppendReply(
        @Schema(description = "One for each event, in the order they were sent")
        List<Receipt> events,

        @Schema(description = "Whether the log had them already, from the same append sent before")
        boolean repeated) {

    static AppendReply of(Appended appended) {
        return new AppendReply(appended.events(), appended.repeated());
    }
}
