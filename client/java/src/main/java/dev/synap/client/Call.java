package dev.synap.client;

import dev.synap.core.json.Json;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request to the server.
 *
 * @param target path and query below the server's URL, encoded
 * @param json the body, null for none
 * @param repeatable whether it may be sent again when nobody knows if the server got it
 * @param patience how long to wait for the answer to one attempt, and for all of them; null for the
 *     client's own settings
 */
record Call(
        String method,
        String target,
        @Nullable String json,
        boolean repeatable,
        @Nullable Duration patience) {

    static Call get(String target) {
        return new Call("GET", target, null, true, null);
    }

    static Call delete(String target) {
        return new Call("DELETE", target, null, true, null);
    }

    /** A request that does what it does once, however often it is sent. */
    static Call repeatable(String method, String target, JsonNode json) {
        return new Call(method, target, Json.write(json), true, null);
    }

    static Call repeatablePost(String target, JsonNode json) {
        return repeatable("POST", target, json);
    }

    /** A request that would do its work twice if sent twice. */
    static Call post(String target, JsonNode json) {
        return new Call("POST", target, Json.write(json), false, null);
    }

    static Call post(String target) {
        return new Call("POST", target, null, false, null);
    }

    Call within(Duration time) {
        return new Call(method, target, json, repeatable, time);
    }

    BodyPublisher body() {
        return json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json, StandardCharsets.UTF_8);
    }

    /** For messages: method and path without the query, which may hold what nobody wants in a log. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + " " + (query < 0 ? target : target.substring(0, query));
    }
}
