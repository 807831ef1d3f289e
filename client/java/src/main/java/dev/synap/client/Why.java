package dev.synap.client;

import dev.synap.core.json.JsonObject;
import dev.synap.core.write.ReasoningTrace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What led to an event, and what came of it.
 *
 * @param eventId the event that is explained
 * @param because everything that led to it, oldest first, itself last
 * @param becauseCut whether more led to it than is told
 * @param cameOfIt everything that came of it, oldest first
 * @param cameOfItCut whether more came of it than is told
 */
public record Why(
        String eventId,
        String subjectId,
        List<Link> because,
        boolean becauseCut,
        List<Link> cameOfIt,
        boolean cameOfItCut) {

    public Why {
        because = List.copyOf(because);
        cameOfIt = List.copyOf(cameOfIt);
    }

    /**
     * One event on the way.
     *
     * @param sentence the event in words, such as {@code Bob asked to create task "Call Marie"}
     * @param causes the ids of the events that led to this one directly
     * @param reason why, in the words of who did it; null where they said nothing
     * @param metadata {@code ai} where an agent has said how it came to it; else empty
     * @param data what the event holds; empty where it is long
     */
    public record Link(
            String eventId,
            long position,
            String type,
            String subjectId,
            String userId,
            String userName,
            Instant timestamp,
            String sentence,
            List<String> causes,
            @Nullable String reason,
            JsonObject metadata,
            JsonObject data) {

        public Link {
            causes = List.copyOf(causes);
        }

        /** How an agent came to it, in its own words. */
        public Optional<ReasoningTrace> reasoning() {
            return ReasoningTrace.in(metadata.toNode());
        }

        private static Link from(ObjectNode json) {
            ObjectNode metadata = json.objectNode();
            if (json.get("ai") instanceof ObjectNode ai) {
                metadata.set("ai", ai);
            }
            return new Link(
                    Wire.text(json, "eventId"),
                    Wire.number(json, "position"),
                    Wire.text(json, "type"),
                    Wire.text(json, "subjectId"),
                    Wire.text(json, "userId"),
                    Wire.text(json, "userName"),
                    Wire.time(json, "timestamp"),
                    Wire.text(json, "sentence"),
                    List.copyOf(Wire.texts(json, "causes")),
                    Wire.optionalText(json, "reason"),
                    JsonObject.of(metadata),
                    json.get("data") instanceof ObjectNode data
                            ? JsonObject.of(data)
                            : JsonObject.of(json.objectNode()));
        }
    }

    static Why from(ObjectNode json) {
        return new Why(
                Wire.text(json, "eventId"),
                Wire.text(json, "subjectId"),
                Wire.list(json, "because", Link::from),
                json.path("becauseCut").asBoolean(false),
                Wire.list(json, "cameOfIt", Link::from),
                json.path("cameOfItCut").asBoolean(false));
    }
}
