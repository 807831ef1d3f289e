package dev.synap.server.history;

import dev.synap.core.undo.Taken;
import dev.synap.core.write.UndoBySurvey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What taking back what a user did would come to. */
@Schema(name = "UndoByPreview")
record UndoByReply(
        @Schema(description = "Send it to have that done; it lasts for 15 minutes")
        String token,

        @Schema(description = "How many subjects it would reach")
        long subjects,

        @Schema(description = "How many of them it would write to")
        long written,

        @Schema(description = "How many changes would no longer count; one on several subjects, once for each")
        long changes,

        @Schema(description = "How many fields somebody wrote later")
        long superseded,

        @Schema(description = "On how many subjects something of the user's would stay, as others depend on it")
        long left,

        @Schema(description = "Who wrote later; 100 of them at most")
        List<String> affected,

        @Schema(description = "The first 100 subjects; preview with `subjects` to see others")
        List<OfSubject> first) {

    /** One of the subjects. */
    @Schema(name = "UndoByPreviewSubject")
    record OfSubject(
            PreviewReply.OfSubject plan,

            @Schema(description = "What stays, and why") List<String> left) {
        static OfSubject of(Taken taken) {
            return new OfSubject(PreviewReply.of(taken.plan()), taken.left());
        }
    }

    static UndoByReply of(UndoBySurvey survey, String token) {
        return new UndoByReply(
                token,
                survey.subjects(),
                survey.written(),
                survey.changes(),
                survey.superseded(),
                survey.left(),
                survey.affected().stream().sorted().toList(),
                survey.first().stream().map(OfSubject::of).toList());
    }
}
