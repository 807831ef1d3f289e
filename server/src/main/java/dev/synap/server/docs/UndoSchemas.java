package dev.synap.server.docs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes the bodies of these requests for readers of the API; none of them is ever made. */
public final class UndoSchemas {

    private UndoSchemas() {}

    /** What to undo. */
    @Schema(name = "Undo", description = "Beside what a request says of itself (see Wish)")
    public record Undo(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "note_123")
            String subjectId,

            @Schema(description = "Answer what it would come to, and write nothing") @Nullable
            Boolean preview,

            @Schema(description = "How many of the newest changes; left out: 1", example = "3") @Nullable
            Integer count,

            @Schema(description = "Only changes of this user, or `me`", example = "me") @Nullable
            String by,

            @Schema(description = "The very changes, by their correlation ids, instead of the newest") @Nullable
            List<String> changes,

            @Schema(
                    description = "What to do with what somebody wrote later: leave it, do nothing at all, or overwrite"
                            + " it, which takes an admin",
                    allowableValues = {"keep_later", "fail", "force"})
            @Nullable
            String policy) {}

    /** How far to undo. */
    @Schema(name = "UndoTo", description = "Beside what a request says of itself (see Wish)")
    public record UndoTo(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "note_123")
            String subjectId,

            @Schema(description = "Answer what it would come to, and write nothing") @Nullable
            Boolean preview,

            @Schema(
                    description = "The last event that stays in force",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "evt_5")
            String to) {}

    /** What to redo. */
    @Schema(name = "Redo", description = "Beside what a request says of itself (see Wish)")
    public record Redo(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "note_123")
            String subjectId,

            @Schema(description = "Answer what it would come to, and write nothing") @Nullable
            Boolean preview,

            @Schema(description = "How many of the newest undos; left out: 1") @Nullable
            Integer count,

            @Schema(description = "Only undos of this user, or `me`") @Nullable
            String by,

            @Schema(allowableValues = {"keep_later", "fail", "force"}) @Nullable
            String policy) {}

    /** Whose changes to undo. */
    @Schema(name = "UndoBy", description = "Beside what a request says of itself (see Wish)")
    public record UndoBy(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "bob")
            String userId,

            @Schema(description = "Only changes from this time on") @Nullable
            String from,

            @Schema(description = "Only changes up to this time") @Nullable
            String to,

            @Schema(description = "Only changes to one of these subjects; each is taken back on all that it touched")
            @Nullable
            List<String> subjects,

            @Schema(allowableValues = {"keep_later", "fail", "force"}) @Nullable
            String policy,

            @Schema(description = "Answer what it would come to, with a token, and write nothing") @Nullable
            Boolean preview,

            @Schema(description = "The one that the preview of the same has given") @Nullable
            String token) {}

    /** What to bring back. */
    @Schema(
            name = "RestoreTo",
            description =
                    "With none of version, to and asOf: a deleted subject as it was. Beside what a request says of itself (see Wish)")
    public record RestoreTo(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "note_123")
            String subjectId,

            @Schema(description = "Answer what it would come to, and write nothing") @Nullable
            Boolean preview,

            @Schema(description = "As of this version") @Nullable
            Long version,

            @Schema(description = "As of just after this event") @Nullable
            String to,

            @Schema(
                    description = "As of this time, or position such as `position:12`",
                    example = "2024-12-05T10:00:00Z")
            @Nullable
            String asOf) {}
}
