package dev.synap.server.subject;

import dev.synap.core.fold.State;
import dev.synap.core.json.JsonObject;
import io.swagger.v3.oas.annotations.media.Schema;

/** A subject as it is, or was. */
@Schema(name = "State")
public record StateReply(
        String subjectId,
        String subjectType,

        @Schema(description = "The version of the last event that counts", minimum = "1")
        long version,

        @Schema(description = "The position of that event in the workspace's log", minimum = "1")
        long position,

        boolean deleted,
        @Schema(description = "The subject's fields") JsonObject state) {

    public static StateReply of(State state) {
        return new StateReply(
                state.subjectId(),
                state.subjectType(),
                state.version(),
                state.position(),
                state.deleted(),
                state.fields());
    }
}
