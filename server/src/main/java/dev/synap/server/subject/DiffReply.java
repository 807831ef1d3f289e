package dev.synap.server.subject;

import dev.synap.core.history.Diff;
import dev.synap.core.history.FieldDiff;
import dev.synap.core.history.Segment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between two states of a subject. */
@Schema(name = "Diff")
public record DiffReply(
        String subjectId,

        @Schema(description = "The version of the one state; 0 before the first event", minimum = "0")
        long fromVersion,

        @Schema(description = "The version of the other", minimum = "0")
        long toVersion,

        @Schema(description = "One for each field that differs; updatedAt and updatedBy are left out")
        List<Field> fields) {

    /** A field that differs. */
    @Schema(name = "FieldDiff")
    public record Field(
            @Schema(description = "A JSON Pointer", example = "/content")
            String path,

            @Schema(allowableValues = {"added", "removed", "changed"})
            String kind,

            @Schema(implementation = Object.class, description = "Null where it was added") @Nullable
            JsonNode before,

            @Schema(implementation = Object.class, description = "Null where it was removed") @Nullable
            JsonNode after,

            @Schema(description = "What changed, by words; empty unless both are text")
            List<Words> words) {

        static Field of(FieldDiff field) {
            return new Field(
                    field.effect().path(),
                    lower(field.effect().kind()),
                    field.effect().before(),
                    field.effect().after(),
                    field.words().stream().map(Words::of).toList());
        }
    }

    /** A stretch of text. */
    @Schema(name = "DiffWords")
    public record Words(
            @Schema(
                    description = "In both texts, only in the one before, or only in the one after",
                    allowableValues = {"kept", "removed", "added"})
            String kind,

            String text) {

        static Words of(Segment segment) {
            return new Words(lower(segment.kind()), segment.text());
        }
    }

    public static DiffReply of(Diff diff) {
        return new DiffReply(
                diff.subjectId(),
                diff.fromVersion(),
                diff.toVersion(),
                diff.fields().stream().map(Field::of).toList());
    }

    private static String lower(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
