package dev.synap.server.history;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.server.entity.Envelope;
import dev.synap.server.entity.RequestDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies into requests to take something back. */
final class HistoryBodies {

    private HistoryBodies() {}

    /**
     * A request, of which the body says no more than what is meant.
     *
     * @param fields the names of what it may say beside what any request may
     */
    static RequestDraft request(
            String verb, List<String> fields, @Nullable ObjectNode body, String subjectId, String subjectType) {
        ObjectNode sent = body == null ? Json.newObject() : body;
        ObjectNode data = Json.newObject();
        for (String name : fields) {
            JsonNode value = sent.remove(name);
            if (value != null) {
                data.set(name, value);
            }
        }
        Envelope envelope = Envelope.only(sent);
        if (envelope.expectedVersion().isPresent()) {
            throw new InvalidInputException("expectedVersion", "goes with a change; leave it out of what takes back");
        }
        return new RequestDraft("history." + verb + ".requested", subjectId, subjectType, data, "", envelope);
    }
}
