package dev.synap.server.history;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.json.Json;
import dev.synap.server.entity.Envelope;
import dev.synap.server.entity.RequestDraft;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies into requests to take something back. */
public final class HistoryBodies {

    private HistoryBodies() {}

    /** Whether the caller wants to look only. */
    static boolean takePreview(ObjectNode body) {
        JsonNode preview = body.remove("preview");
        if (preview != null && !preview.isBoolean()) {
            throw new InvalidInputException("preview", "must be true or false, or be left out");
        }
        return preview != null && preview.booleanValue();
    }

    /** The subject that a body is about. */
    static String takeSubject(ObjectNode body) {
        JsonNode id = body.remove("subjectId");
        if (id == null || !id.isString()) {
            throw new InvalidInputException("subjectId", "is required: the id of the subject to take changes back on");
        }
        return Ids.check("subjectId", id.stringValue());
    }

    /**
     * A request, of which the body says no more than what is meant.
     *
     * @param fields the names of what it may say beside what any request may
     */
    public static RequestDraft request(
            String verb, List<String> fields, ObjectNode body, String subjectId, String subjectType) {
        ObjectNode data = Json.newObject();
        for (String name : fields) {
            JsonNode value = body.remove(name);
            if (value != null) {
                data.set(name, value);
            }
        }
        return request(verb, data, body, subjectId, subjectType);
    }

    /** Refuses what no request says of itself. */
    static void refuseOthers(ObjectNode body) {
        var _ = Envelope.only(body);
    }

    /** A request whose content is known; the body says no more than what any request may. */
    static RequestDraft request(String verb, ObjectNode data, ObjectNode body, String subjectId, String subjectType) {
        Envelope envelope = Envelope.only(body);
        envelope.expectedVersion().ifPresent(version -> data.put("expectedVersion", version));
        return new RequestDraft("history." + verb + ".requested", subjectId, subjectType, data, "", envelope);
    }
}
