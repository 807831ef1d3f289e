package dev.synap.server.why;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.synap.core.event.Event;
import dev.synap.core.json.JsonObject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What led to an event, and what came of it. */
@Schema(name = "Why")
public record WhyReply(
        @Schema(description = "The event that is explained") String eventId,
        String subjectId,

        @Schema(description = "Everything that led to it, oldest first, itself last")
        List<Link> because,

        @Schema(description = "Whether more led to it than is told here")
        boolean becauseCut,

        @Schema(description = "Everything that came of it, oldest first")
        List<Link> cameOfIt,

        @Schema(description = "Whether more came of it than is told here")
        boolean cameOfItCut) {

    /** Longer data is left out: the event itself has it. */
    private static final int MOST_DATA = 16_384;

    public WhyReply {
        because = List.copyOf(because);
        cameOfIt = List.copyOf(cameOfIt);
    }

    /** The same with at most so many events each way: those that lead to it directly, and those that came of it first. */
    public WhyReply nearest(int most) {
        return new WhyReply(
                eventId,
                subjectId,
                because.subList(Math.max(0, because.size() - most), because.size()),
                becauseCut || because.size() > most,
                cameOfIt.subList(0, Math.min(most, cameOfIt.size())),
                cameOfItCut || cameOfIt.size() > most);
    }

    /** One event on the way. */
    @Schema(name = "WhyLink")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Link(
            String eventId,
            long position,
            String type,
            String subjectId,
            String subjectType,
            String userId,
            String userName,
            Instant timestamp,
            String source,

            @Schema(description = "The event in words", example = "Bob asked to create task \"Call Marie\"")
            String sentence,

            @Schema(description = "The ids of the events that led to this one directly")
            List<String> causes,

            @Schema(description = "Why, in the words of who did it") @Nullable
            String reason,

            @Schema(description = "How an agent came to it, in its own words: agent, model, reasoning, confidences")
            @Nullable
            JsonObject ai,

            @Schema(description = "What the event holds; left out where it is long") @Nullable
            JsonObject data) {

        static Link of(Event event, String userName, String sentence, List<String> causes) {
            ObjectNode metadata = event.metadata().toNode();
            return new Link(
                    event.id(),
                    event.position(),
                    event.type(),
                    event.subjectId(),
                    event.subjectType(),
                    event.userId(),
                    userName,
                    event.timestamp(),
                    event.source(),
                    sentence,
                    causes,
                    metadata.get("reason") instanceof JsonNode reason && reason.isString()
                            ? reason.stringValue()
                            : null,
                    metadata.get("ai") instanceof ObjectNode ai ? JsonObject.of(ai) : null,
                    event.data().text().length() <= MOST_DATA ? event.data() : null);
        }
    }
}
