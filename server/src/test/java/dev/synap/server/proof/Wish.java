package dev.synap.server.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for: the content of a request, however it is sent.
 *
 * @param family {@code entities} or {@code proposals}
 * @param verb as {@code create}
 * @param subjectType of the entity; {@code proposal} for a decision
 * @param data of the request's event, as it must stand in the log
 */
record Wish(String family, String verb, String subjectId, String subjectType, Map<String, @Nullable Object> data) {

    static Wish create(String type, String id, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> data = new TreeMap<>(fields);
        if (!type.equals("schema")) {
            data.put("type", type);
        }
        return new Wish("entities", "create", id, type, data);
    }

    static Wish of(String verb, String type, String id, Map<String, @Nullable Object> data) {
        return new Wish("entities", verb, id, type, data);
    }

    static Wish decide(String verb, String proposal, Map<String, @Nullable Object> data) {
        return new Wish("proposals", verb, proposal, "proposal", data);
    }

    String eventType() {
        return family + "." + verb + ".requested";
    }

    /**
     * The HTTP call for it.
     *
     * @param userId for a membership, whose it is
     */
    Call call(String workspace, String eventId, @Nullable String userId, boolean waits) {
        String w = "/workspaces/" + workspace;
        Map<String, @Nullable Object> body = new HashMap<>(data);
        body.put("eventId", eventId);
        String query = waits ? "?wait=validated" : "";
        if (family.equals("proposals")) {
            return Call.post(w + "/proposals/" + subjectId + "/" + verb + query, body);
        }
        String plural = ProjectionTables.BY_TYPE.getOrDefault(subjectType, "entities");
        boolean governs = Set.of("member", "share", "policy", "schema").contains(subjectType);
        String name = subjectType.equals("member") && userId != null ? userId : subjectId;
        String one = w + (governs ? "/" + plural : "/entities") + "/" + name;
        return switch (verb) {
            case "create" -> {
                body.put("id", subjectId);
                yield Call.post(w + "/" + plural + query, body);
            }
            case "update" -> {
                body.remove("changes");
                body.putAll(PlainJson.object(data, "changes"));
                yield new Call("PATCH", one + query, body);
            }
            case "delete" -> new Call("DELETE", one + query, body);
            case "tag" -> Call.post(one + "/tags" + query, body);
            case "untag" -> {
                body.remove("tag");
                yield new Call("DELETE", one + "/tags/" + data.get("tag") + query, body);
            }
            case "complete", "reopen" -> Call.post(w + "/tasks/" + subjectId + "/" + verb + query, body);
            default -> Call.post(w + "/entities/" + subjectId + "/" + verb + query, body);
        };
    }
}
