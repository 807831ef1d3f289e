package dev.synap.server.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.synap.core.history.FieldEffect;
import dev.synap.core.undo.SubjectPlan;
import dev.synap.core.undo.Superseded;
import dev.synap.core.undo.UndoPlan;
import dev.synap.core.write.Fault;
import dev.synap.core.write.UndoPreview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a request to take something back would come to. */
@Schema(name = "UndoPreview")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewReply(
        @Schema(description = "Whether it would be carried out if it came now, or wait for a person's word")
        boolean possible,

        @Schema(description = "Whether it would wait for a person's word")
        boolean proposed,

        @Schema(description = "The rule that lets it, or refuses it")
        String rule,

        @Schema(description = "Why not, or why it would wait") @Nullable
        String reason,

        @Nullable List<Fault> errors,

        @Schema(description = "The changes that it would take back; for a redo, the undos") @Nullable
        List<String> reverts,

        @Schema(description = "Whose changes they are") @Nullable
        List<String> authors,

        @Nullable List<OfSubject> subjects) {

    /** What would be written to one subject, and what stays. */
    @Schema(name = "UndoPreviewSubject")
    public record OfSubject(
            String subjectId,
            String subjectType,

            @Schema(description = "Whether it would be deleted")
            boolean deletes,

            @Schema(description = "Whether it would be there again")
            boolean revives,

            List<Write> writes,

            @Schema(description = "What somebody wrote later: it stays, or is overwritten with the policy `force`")
            List<Later> superseded) {}

    /** A field as it is and as it would be; one that is not there is left out. */
    @Schema(name = "UndoPreviewWrite")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Write(
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {
        static Write of(FieldEffect field) {
            return new Write(field.path(), field.before(), field.after());
        }
    }

    /** Who wrote a field later, and what. */
    @Schema(name = "UndoPreviewLater")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Later(
            @Schema(description = "Empty for the subject as a whole")
            String path,

            String by,
            String eventId,
            Instant timestamp,
            @Nullable JsonNode now) {
        static Later of(Superseded each) {
            return new Later(
                    each.path(),
                    each.by().userId(),
                    each.by().eventId(),
                    each.by().timestamp(),
                    each.now());
        }
    }

    public static PreviewReply of(UndoPreview preview) {
        return switch (preview) {
            case UndoPreview.Possible possible -> of(possible.plan(), false, possible.rule(), null);
            case UndoPreview.Proposed proposed -> of(proposed.plan(), true, proposed.rule(), proposed.reason());
            case UndoPreview.Refused refused ->
                new PreviewReply(
                        false,
                        false,
                        refused.rule(),
                        refused.reason(),
                        refused.errors().isEmpty() ? null : refused.errors(),
                        null,
                        null,
                        null);
        };
    }

    private static PreviewReply of(UndoPlan plan, boolean proposed, String rule, @Nullable String reason) {
        return new PreviewReply(
                true,
                proposed,
                rule,
                reason,
                null,
                plan.reversal().reverts().stream().sorted().toList(),
                plan.authors().stream().sorted().toList(),
                plan.subjects().stream().map(PreviewReply::of).toList());
    }

    static OfSubject of(SubjectPlan plan) {
        return new OfSubject(
                plan.subjectId(),
                plan.subjectType(),
                plan.deletes(),
                plan.revives(),
                plan.fields().stream().map(Write::of).toList(),
                plan.superseded().stream().map(Later::of).toList());
    }
}
