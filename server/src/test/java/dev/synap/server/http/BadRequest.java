package dev.synap.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that must be refused, and how.
 *
 * @param path behind the workspace's own, or from the root where it begins with {@code /api}
 * @param body may be empty
 * @param code the problem's type
 * @param field the field that the problem names; empty for none
 */
record BadRequest(
        String name,
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        int status,
        String code,
        String field) {

    static BadRequest get(String name, String path) {
        return new BadRequest(name, "GET", path, Map.of(), new byte[0], 422, "invalid-input", "");
    }

    /** An append with this body. */
    static BadRequest append(String name, String json) {
        return append(name, json.getBytes(StandardCharsets.UTF_8));
    }

    static BadRequest append(String name, byte[] body) {
        return new BadRequest(
                name, "POST", "/events", Map.of("Content-Type", "application/json"), body, 422, "invalid-input", "");
    }

    /** An append of one event with these fields. */
    static BadRequest event(String name, String fields) {
        return append(name, "{\"events\":[{" + fields + "}]}");
    }

    BadRequest to(String otherMethod, String otherPath) {
        return new BadRequest(name, otherMethod, otherPath, headers, body, status, code, field);
    }

    BadRequest header(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new BadRequest(name, method, path, more, body, status, code, field);
    }

    BadRequest is(int otherStatus, String otherCode) {
        return new BadRequest(name, method, path, headers, body, otherStatus, otherCode, field);
    }

    BadRequest notJson() {
        return is(400, "malformed-json");
    }

    BadRequest names(String otherField) {
        return new BadRequest(name, method, path, headers, body, status, code, otherField);
    }

    @Override
    public String toString() {
        return name;
    }
}
