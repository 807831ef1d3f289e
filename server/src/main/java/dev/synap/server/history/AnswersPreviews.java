package dev.synap.server.history;

import dev.synap.server.entity.RequestReply;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells readers of the API what these calls answer, with {@code preview} and without. */
@ApiResponse(
        responseCode = "200",
        description = "Done, for a caller who waits; with `preview`, what it would come to",
        content = @Content(schema = @Schema(oneOf = {RequestReply.class, PreviewReply.class})))
@ApiResponse(
        responseCode = "202",
        description = "Stored, and not decided yet",
        content = @Content(schema = @Schema(implementation = RequestReply.class)))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface AnswersPreviews {}
