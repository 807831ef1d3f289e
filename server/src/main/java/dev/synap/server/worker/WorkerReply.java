package dev.synap.server.worker;

import io.swagger.v3.oas.annotations.media.Schema;

/** How far a worker has come in a workspace. */
@Schema(name = "Worker")
record WorkerReply(
        @Schema(allowableValues = {"writes", "projections", "assistant"})
        String name,

        @Schema(description = "The position up to which it has handled the log")
        long position,

        @Schema(description = "How many events it is behind the log's end")
        long behind) {}
