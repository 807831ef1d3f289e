package dev.synap.server.subject;

import dev.synap.core.history.Blame;
import dev.synap.core.history.BlamedLine;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** Where each line of a text comes from. */
@Schema(name = "Blame")
public record BlameReply(
        String subjectId,

        @Schema(description = "A JSON Pointer", example = "/content")
        String path,

        @Schema(description = "Joined, they are the text; none where the field holds no text")
        List<Line> lines) {

    /** A line and the event that put it there. */
    @Schema(name = "BlamedLine")
    public record Line(
            @Schema(description = "With its end; the last line may have none")
            String text,

            String eventId,
            long version,

            @Schema(description = "The change that the event is part of")
            String changeId,

            String userId,
            Instant timestamp) {

        static Line of(BlamedLine line) {
            return new Line(
                    line.text(),
                    line.origin().eventId(),
                    line.origin().version(),
                    line.origin().changeId(),
                    line.origin().userId(),
                    line.origin().timestamp());
        }
    }

    static BlameReply of(String subjectId, String path, Blame blame) {
        return new BlameReply(
                subjectId, path, blame.lines().stream().map(Line::of).toList());
    }
}
