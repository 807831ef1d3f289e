package dev.synap.server.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What went wrong with one request.
 *
 * @param detail what happened, to which field or id, and what to do
 * @param members facts for programs, such as the current version; see RFC 9457 §3.2
 */
public record Problem(ProblemType type, String detail, Map<String, Object> members) {

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, Map.of());
    }

    /** The same problem with one more fact. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(type, detail, more);
    }

    /** The problem as an exception, for code that has nothing to return. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** The fields of the answer, in order. */
    public Map<String, Object> toJson(String instance) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type.uri().toString());
        json.put("title", type.title());
        json.put("status", type.status());
        json.put("detail", detail);
        json.put("instance", instance);
        if (type.retryable()) {
            json.put("retryable", true);
        }
        json.putAll(members);
        return json;
    }
}
